using RingRift.Game;
using RingRift.GpuWorker.Training;
using RingRift.Learning.Inference;
using RingRift.Learning.Networks;
using RingRift.Learning.Samples;

namespace RingRift.GpuWorker.Tests.Training;

[Trait("Category", "Slow")]
public sealed class TrainingRunTests
{
    private static readonly TrainingOptions Small = new() { Blocks = 2, Channels = 16, BatchSize = 64, MinSteps = 60, MaxSteps = 60, UseCuda = false };

    [Fact]
    public void Should_learn_what_the_games_show()
    {
        // The visits of so small searches are chance; a policy that depends on the position takes their place.
        var archive = PreferringTheFirstAction(SelfPlayedSamples.Archive("hex8_2p", SelfPlayedSamples.Games));
        using var window = new SampleWindow(SelfPlayedSamples.Hex8, [SelfPlayedSamples.Spilled("first", archive)], 0.1);
        using var run = new TrainingRun(window, Small, seed: 3);
        var first = run.Advance(5).Losses;
        var last = run.Advance(1000).Losses;
        var network = run.Finish();

        Assert.Equal(60, run.Step);
        Assert.True(last.Policy < first.Policy - 0.5, $"policy loss went from {first.Policy} to {last.Policy}");
        Assert.True(network.Validation.Policy < first.Policy - 0.5, $"held-out policy loss is {network.Validation.Policy}");
    }

    [Fact]
    public void Should_ask_the_policy_for_a_choice_among_the_legal_actions_only()
    {
        var window = SelfPlayedSamples.Window(validationShare: 0);
        var rows = SelfPlayedSamples.Rows(SelfPlayedSamples.Archive("hex8_2p", SelfPlayedSamples.Games));
        var blind = rows.Average(row => Math.Log(row.Row.Actions.Length));
        var everyRow = Small with { BatchSize = rows.Count, MinSteps = 1, MaxSteps = 1 };
        using var run = new TrainingRun(window, everyRow, seed: 3);

        // An untrained network prefers nothing: were illegal actions in the choice, it would lose the logarithm of all actions, above 8.
        Assert.Equal(blind, run.Advance(1).Losses.Policy, 0.1);
    }

    [Theory]
    [InlineData("hex8_2p")]
    [InlineData("square8_3p")]
    public void Should_write_a_model_that_says_the_same_in_onnx_runtime(string config)
    {
        var games = config == "hex8_2p" ? SelfPlayedSamples.Games : SelfPlayedSamples.Play(config, 4, seed: 5);
        var window = new SampleWindow(GameConfig.Parse(config), [SelfPlayedSamples.Named("parity", config, games)], 0.2);
        using var run = new TrainingRun(window, Small with { MinSteps = 20, MaxSteps = 20 }, seed: 1);
        run.Advance(20);

        var network = run.Finish();

        Assert.InRange(network.ParityError, 0, OnnxParity.Tolerance);
        using var evaluator = new OnnxEvaluator(network.Model);
        Assert.Equal(TrainingRun.SpecFor(window, Small), evaluator.Spec);
    }

    [Fact]
    public async Task When_the_collector_never_rests_should_give_the_same_weights()
    {
        using var calm = new TrainingRun(SelfPlayedSamples.Window(), Small, seed: 9);
        calm.Advance(60);
        using var disturbed = new TrainingRun(SelfPlayedSamples.Window(), Small, seed: 9);
        using var end = new CancellationTokenSource();
        var collecting = Task.Run(() => Collect(end.Token));

        await Task.Run(() => disturbed.Advance(60));

        await end.CancelAsync();
        await collecting;
        Assert.Equal(calm.Finish().Model, disturbed.Finish().Model);
    }

    [Fact]
    public void Should_give_the_same_weights_with_and_without_an_interruption()
    {
        using var unbroken = new TrainingRun(SelfPlayedSamples.Window(), Small, seed: 9);
        unbroken.Advance(60);

        byte[] stored;
        using (var interrupted = new TrainingRun(SelfPlayedSamples.Window(), Small, seed: 9))
        {
            interrupted.Advance(23);
            using var file = new MemoryStream();
            interrupted.ToCheckpoint().Write(file);
            stored = file.ToArray();
        }

        using var resumed = new TrainingRun(SelfPlayedSamples.Window(), Small, seed: 9, resume: TrainingCheckpoint.Read(new MemoryStream(stored)));
        Assert.Equal(23, resumed.Step);
        resumed.Advance(60);

        Assert.Equal(unbroken.Finish().Model, resumed.Finish().Model);
    }

    [Fact]
    public void Should_give_the_same_weights_whether_rows_are_in_one_file_or_in_several_in_the_same_order()
    {
        var games = SelfPlayedSamples.Games;
        using var one = new SampleWindow(SelfPlayedSamples.Hex8, [SelfPlayedSamples.Named("one", "hex8_2p", games)], 0);
        using var three = new SampleWindow(
            SelfPlayedSamples.Hex8,
            [
                SelfPlayedSamples.Named("first", "hex8_2p", [.. games.Take(5)]),
                SelfPlayedSamples.Named("second", "hex8_2p", [.. games.Skip(5).Take(1)]),
                SelfPlayedSamples.Named("third", "hex8_2p", [.. games.Skip(6)]),
            ],
            0);
        using var whole = new TrainingRun(one, Small with { MaxSteps = 20, MinSteps = 20 }, seed: 6);
        using var parts = new TrainingRun(three, Small with { MaxSteps = 20, MinSteps = 20 }, seed: 6);
        whole.Advance(20);
        parts.Advance(20);

        Assert.Equal(whole.Finish().Model, parts.Finish().Model);
    }

    [Fact]
    public void Should_start_from_given_weights_with_a_fresh_optimiser()
    {
        var window = SelfPlayedSamples.Window();
        using var parent = new TrainingRun(window, Small, seed: 2);
        parent.Advance(60);
        var start = parent.ToCheckpoint().AverageWeights;

        using var child = new TrainingRun(window, Small, seed: 4, start);

        Assert.Equal(0, child.Step);
        Assert.Equal(parent.Finish().Weights["stem.conv.weight"], child.ToCheckpoint().Weights["stem.conv.weight"]);
        Assert.All(child.ToCheckpoint().Optimizer.First["stem.conv.weight"], moment => Assert.Equal(0f, moment));
    }

    [Fact]
    public void Should_stop_with_the_losses_named_when_they_are_no_longer_finite()
    {
        using var run = new TrainingRun(SelfPlayedSamples.Window(), Small with { LearningRate = 1, GradientClip = 1e6, WarmupShare = 0 }, seed: 3, Exploding());

        var error = Assert.Throws<TrainingException>(() => run.Advance(60));

        Assert.Contains("diverged in step", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Should_refuse_a_checkpoint_of_another_run()
    {
        using var run = new TrainingRun(SelfPlayedSamples.Window(), Small, seed: 1);
        run.Advance(1);
        var checkpoint = run.ToCheckpoint();

        Assert.True(TrainingRun.CanResume(checkpoint, SelfPlayedSamples.Window(), Small, seed: 1));
        Assert.False(TrainingRun.CanResume(checkpoint, SelfPlayedSamples.Window(), Small, seed: 2));
        Assert.Throws<TrainingException>(() => new TrainingRun(SelfPlayedSamples.Window(), Small, seed: 2, resume: checkpoint));
    }

    [Fact]
    public void Should_refuse_a_file_that_is_no_checkpoint()
    {
        var error = Assert.Throws<TrainingException>(() => TrainingCheckpoint.Read(new MemoryStream([1, 2, 3, 4])));
        Assert.Contains("cannot be read", error.Message, StringComparison.Ordinal);
    }

    private static NetworkWeights Exploding()
    {
        var weights = NetworkWeights.Random(NetworkSpec.For(SelfPlayedSamples.Hex8, Small.Blocks, Small.Channels), 1);
        Array.Fill(weights["stem.conv.weight"], 1e30f);
        return weights;
    }

    private static void Collect(CancellationToken end)
    {
        while (!end.IsCancellationRequested)
        {
            GC.Collect(0, GCCollectionMode.Forced, blocking: true);
            GC.WaitForPendingFinalizers();
        }
    }

    private static byte[] PreferringTheFirstAction(byte[] archive)
    {
        using var source = new NpzReader(new MemoryStream(archive));
        using var changed = new MemoryStream();
        using (var npz = new NpzWriter(changed))
        {
            void Copy<T>(string name, Action<T[]>? change = null)
                where T : unmanaged
            {
                var array = source.Read<T>(name);
                change?.Invoke(array.Data);
                npz.Write<T>(name, array.Data, [.. array.Shape]);
            }

            var offsets = source.Read<long>("policy_offset").Data;
            Copy<byte>("planes");
            Copy<float>("plane_scale");
            Copy<int>("policy_index");
            Copy<float>("policy_weight", weights =>
            {
                Array.Clear(weights);
                Array.ForEach(offsets[..^1], first => weights[first] = 1);
            });
            Copy<long>("policy_offset");
            Copy<float>("value");
            Copy<float>("outcome");
            Copy<bool>("symmetric", Array.Clear);
            Copy<int>("game");
            Copy<int>("ply");
            Copy<byte>("seat");
            Copy<byte>("meta");
        }

        return changed.ToArray();
    }
}
