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
    private static readonly IReadOnlyList<(byte[] Planes, int Game, SampleRow Row)> Rows =
        SelfPlayedSamples.Rows(SelfPlayedSamples.Archive("hex8_2p", SelfPlayedSamples.Games));

    private static readonly SampleWindow Window = SelfPlayedSamples.Window();
    private static readonly NetworkSpec Spec = NetworkSpec.For(SelfPlayedSamples.Hex8, 2, 8);
    private static readonly IReadOnlyList<BoardSymmetry> Symmetries = BoardSymmetry.ExactFor(SelfPlayedSamples.Hex8);

    public SampleBatchTests() => TorchRuntime.EnsureLoaded(1);

    [Fact]
    public void When_not_turned_should_be_the_row_as_stored()
    {
        var row = FirstRow(symmetric: true);
        var batch = Batch(row, random: null, rows: 1);

        Assert.Equal(Planes(row, Symmetries[0]), batch.Planes.ToArray());
        Assert.Equal(Policy(row, Symmetries[0], at: 0), Policy(batch));
    }

    [Fact]
    public void When_turned_should_be_one_of_the_exact_symmetries_planes_and_policy_alike_and_each_comes_up()
    {
        var row = FirstRow(symmetric: true);
        var random = new SeededRandom(3);
        var seen = new HashSet<int>();
        for (var draw = 0; draw < Draws; draw++)
        {
            var batch = Batch(row, random, rows: 1);
            var planes = batch.Planes.ToArray();
            var turned = Symmetries.Where(symmetry => planes.SequenceEqual(Planes(row, symmetry))).ToList();

            Assert.Contains(Policy(batch), turned.Select(symmetry => Policy(row, symmetry, at: 0)));
            Assert.Equal(Rows[row].Row.Value, Values(batch));
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
            Assert.Equal(Planes(row, Symmetries[0]), Batch(row, random, rows: 1).Planes.ToArray());
        }
    }

    [Fact]
    public void When_rows_follow_each_other_should_count_the_policy_from_the_start_of_each()
    {
        var row = FirstRow(symmetric: true);
        var batch = Batch(row, random: null, rows: 2);

        Assert.Equal([.. Policy(row, Symmetries[0], at: 0), .. Policy(row, Symmetries[0], at: 1)], Policy(batch));
    }

    private static int FirstRow(bool symmetric)
    {
        // A row whose images all differ from each other: otherwise a turn could not be seen.
        for (var row = 0; row < Rows.Count; row++)
        {
            var images = Symmetries.Select(image => string.Join(' ', Planes(row, image))).Distinct().Count();
            if (Rows[row].Row.Symmetric == symmetric && images == Symmetries.Count)
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
            planes[i] = Rows[row].Planes[(plane * Spec.Area) + square] * Window.Files[0].PlaneScale[plane];
        }

        return planes;
    }

    private static List<(long Index, float Weight)> Policy(int row, BoardSymmetry symmetry, int at) =>
        [.. Rows[row].Row.Actions.Zip(Rows[row].Row.Weights, (action, weight) => (((long)at * Spec.Actions) + symmetry.ActionImages[action], weight))];

    private static List<(long Index, float Weight)> Policy(SampleBatch batch)
    {
        var (index, weight) = batch.PolicyTensors(CPU);
        using (index)
        using (weight)
        {
            return [.. index.data<long>().ToArray().Zip(weight.data<float>().ToArray())];
        }
    }

    private static float[] Values(SampleBatch batch)
    {
        using var values = batch.ValueTensor(CPU);
        return values.data<float>().ToArray();
    }
}
