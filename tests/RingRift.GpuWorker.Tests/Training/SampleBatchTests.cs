using RingRift.GpuWorker.Torch;
using RingRift.GpuWorker.Training;
using RingRift.Learning.Encoding;
using RingRift.Learning.Networks;
using RingRift.Learning.Randomness;
using RingRift.Learning.Samples;
using static TorchSharp.torch;

namespace RingRift.GpuWorker.Tests.Training;

public sealed class SampleBatchTests
{
    private const int Draws = 64;
    private static readonly SampleWindow Window = SelfPlayedSamples.Window();
    private static readonly NetworkSpec Spec = NetworkSpec.For(SelfPlayedSamples.Hex8, 2, 8);
    private static readonly IReadOnlyList<BoardSymmetry> Symmetries = BoardSymmetry.ExactFor(SelfPlayedSamples.Hex8);
    private static readonly long[] LogitOf = PolicyValueNet.LogitOfAction(Spec);

    public SampleBatchTests() => TorchRuntime.EnsureLoaded(1);

    private static SampleSet Samples => Window.Files[0].Samples;

    [Fact]
    public void When_not_turned_should_be_the_row_as_stored()
    {
        var row = FirstRow(symmetric: true);
        using var batch = Batch(row, random: null, rows: 1);

        Assert.Equal(Planes(row, Symmetries[0]), batch.Planes());
        Assert.Equal(Policy(row, Symmetries[0]), Policy(batch, 0));
    }

    [Fact]
    public void When_turned_should_be_one_of_the_exact_symmetries_planes_and_policy_alike_and_each_comes_up()
    {
        var row = FirstRow(symmetric: true);
        var random = new SeededRandom(3);
        var seen = new HashSet<int>();
        for (var draw = 0; draw < Draws; draw++)
        {
            using var batch = Batch(row, random, rows: 1);
            var planes = batch.Planes();
            var turned = Symmetries.Where(symmetry => planes.SequenceEqual(Planes(row, symmetry))).ToList();

            Assert.Contains(Policy(batch, 0), turned.Select(symmetry => Policy(row, symmetry)));
            Assert.Equal(Samples.Value.AsSpan(row * Spec.Players, Spec.Players).ToArray(), Values(batch));
            seen.UnionWith(turned.Select(symmetry => symmetry.Index));
        }

        Assert.Equal(Symmetries.Select(symmetry => symmetry.Index), seen.Order());
    }

    [Fact]
    public void When_a_row_has_actions_no_symmetry_keeps_should_never_turn_it()
    {
        var row = FirstRow(symmetric: false);
        var random = new SeededRandom(3);
        for (var draw = 0; draw < Draws; draw++)
        {
            using var batch = Batch(row, random, rows: 1);
            Assert.Equal(Planes(row, Symmetries[0]), batch.Planes());
        }
    }

    [Fact]
    public void When_rows_have_different_numbers_of_actions_should_give_each_its_own()
    {
        var counts = Enumerable.Range(0, Samples.Count).ToLookup(row => Samples.PolicyOffset[row + 1] - Samples.PolicyOffset[row]);
        int[] rows = [counts[counts.Min(group => group.Key)].First(), counts[counts.Max(group => group.Key)].First(), 1];
        Assert.NotEqual(Policy(rows[0], Symmetries[0]).Count, Policy(rows[1], Symmetries[0]).Count);
        using var batch = new SampleBatch(Window, Spec, rows.Length);
        Array.ForEach(rows, row => batch.Add(new SampleKey(0, row), null));

        Assert.All(rows, (row, at) => Assert.Equal(Policy(row, Symmetries[0]), Policy(batch, at)));
        Assert.Equal(rows.SelectMany(row => Planes(row, Symmetries[0])), batch.Planes());
    }

    [Fact]
    public void When_used_again_for_fewer_rows_should_show_those_alone()
    {
        using var batch = Batch(FirstRow(symmetric: true), random: null, rows: 3);
        batch.Clear();
        batch.Add(new SampleKey(0, 1), null);

        Assert.Equal(Planes(1, Symmetries[0]), batch.Planes());
        Assert.Equal(Samples.Value.AsSpan(Spec.Players, Spec.Players).ToArray(), Values(batch));
    }

    [Fact]
    public void Should_fill_the_planes_up_with_zeros()
    {
        using var batch = Batch(FirstRow(symmetric: true), random: null, rows: 2);
        using var planes = batch.PlanesTensor(CPU);
        using var filled = planes.narrow(1, Spec.Planes, planes.shape[1] - Spec.Planes);

        Assert.Equal(0, planes.shape[1] % 16);
        Assert.All(PolicyValueNet.ToArray(filled), value => Assert.Equal(0f, value));
    }

    private static int FirstRow(bool symmetric)
    {
        // A row whose images all differ from each other: otherwise a turn could not be seen.
        for (var row = 0; row < Samples.Count; row++)
        {
            var images = Symmetries.Select(image => string.Join(' ', Planes(row, image))).Distinct().Count();
            if (Samples.Symmetric[row] == symmetric && images == Symmetries.Count)
            {
                return row;
            }
        }

        throw new InvalidOperationException($"the played games hold no row with Symmetric {symmetric}");
    }

    private static SampleBatch Batch(int row, SeededRandom? random, int rows)
    {
        var batch = new SampleBatch(Window, Spec, rows);
        for (var i = 0; i < rows; i++)
        {
            batch.Add(new SampleKey(0, row), random);
        }

        return batch;
    }

    private static float[] Planes(int row, BoardSymmetry symmetry)
    {
        var planes = new float[Spec.Planes * Spec.Area];
        for (var i = 0; i < planes.Length; i++)
        {
            var (plane, square) = (i / Spec.Area, symmetry.SourceSquares[i % Spec.Area]);
            planes[i] = Samples.Planes[(((row * Spec.Planes) + plane) * Spec.Area) + square] * Samples.PlaneScale[plane];
        }

        return planes;
    }

    private static List<(long Logit, float Weight)> Policy(int row, BoardSymmetry symmetry) =>
        [.. Enumerable.Range((int)Samples.PolicyOffset[row], (int)(Samples.PolicyOffset[row + 1] - Samples.PolicyOffset[row]))
            .Select(i => (LogitOf[symmetry.ActionImages[Samples.PolicyIndex[i]]], Samples.PolicyWeight[i]))];

    /// <summary>What a row of the batch wants of the policy; the places after it must be kept out of the choice.</summary>
    private static List<(long Logit, float Weight)> Policy(SampleBatch batch, int at)
    {
        using var scope = NewDisposeScope();
        var (logits, weights, absent) = batch.PolicyTensors(CPU);
        var kept = absent[at].data<float>().ToArray().TakeWhile(value => value == 0).Count();
        Assert.All(absent[at].data<float>().ToArray().Skip(kept), value => Assert.True(value < -1e20f && float.IsFinite(value)));
        Assert.All(weights[at].data<float>().ToArray().Skip(kept), value => Assert.Equal(0f, value));
        return [.. logits[at].data<long>().ToArray().Zip(weights[at].data<float>().ToArray()).Take(kept)];
    }

    private static float[] Values(SampleBatch batch)
    {
        using var values = batch.ValueTensor(CPU);
        return values.data<float>().ToArray();
    }
}
