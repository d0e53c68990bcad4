using RingRift.Eventing.Artifacts;
using RingRift.Eventing.Events;
using RingRift.Game;
using RingRift.GpuWorker.Jobs;
using RingRift.GpuWorker.Training;
using RingRift.InMemory;
using RingRift.Learning.Inference;
using RingRift.Pipeline.Jobs;

namespace RingRift.GpuWorker.Tests.Jobs;

[Trait("Category", "Slow")]
public sealed class TrainingJobTests
{
    private const string Job = "hex8_2p-000001-training";
    private readonly WorkerBench _bench = new();

    [Fact]
    public async Task Should_train_a_model_that_can_be_played_and_trained_on()
    {
        await SendAsync(_bench);

        Assert.Equal(JobResult.Done, await _bench.Worker().ProcessNextAsync(default));

        Assert.Equal(1, Assert.Single(_bench.Published<TrainingStarted>()).Attempt);
        var completed = Assert.Single(_bench.Published<TrainingCompleted>());
        Assert.Equal(40, completed.Steps);
        using var evaluator = new OnnxEvaluator(await ReadAsync(completed.Model));
        Assert.Equal(completed.Model.Sha256, evaluator.ModelId);
        var checkpoint = TrainingCheckpoint.Read(new MemoryStream(await ReadAsync(completed.Checkpoint)));
        Assert.Equal(evaluator.Spec, checkpoint.Weights.Spec);
        var heartbeat = Assert.Single(await _bench.Board.ListAsync("hex8_2p", 1, unreadable: null, default));
        Assert.Equal(("training", 40L, 40L), (heartbeat.Stage, heartbeat.Done, heartbeat.Total));
        Assert.InRange(heartbeat.Figures["policy_loss"], 0.1, 20);
    }

    [Fact]
    public async Task When_a_worker_is_killed_the_next_should_go_on_and_the_model_should_be_the_same()
    {
        var whole = new WorkerBench();
        await SendAsync(whole);
        await whole.Worker().ProcessNextAsync(default);
        var expected = Assert.Single(whole.Published<TrainingCompleted>());

        // Killed at its second checkpoint: from there on nothing it does reaches the storage.
        await SendAsync(_bench);
        var puts = 0;
        var dead = false;
        _bench.Faults.Fails = (point, _) => dead |= point == FaultPoint.BeforePut && ++puts == 2;
        await Assert.ThrowsAnyAsync<Exception>(() => _bench.Worker().ProcessNextAsync(default));
        _bench.Faults.Fails = (_, _) => false;
        var left = await _bench.StateAsync(Job);
        Assert.Equal((JobStatus.Running, 10L), (left.Status, left.CheckpointPosition));
        Assert.Null(await _bench.Worker().ProcessNextAsync(default));

        _bench.Time.Advance(TimeSpan.FromSeconds(31));
        Assert.Equal(JobResult.Done, await _bench.Worker().ProcessNextAsync(default));

        var completed = Assert.Single(_bench.Published<TrainingCompleted>());
        Assert.Equal(expected.Model, completed.Model);
        Assert.Equal([1, 2], _bench.Published<TrainingStarted>().Select(started => started.Attempt).Order());
    }

    [Fact]
    public async Task When_a_checkpoint_cannot_be_stored_should_go_on_and_store_the_next()
    {
        await SendAsync(_bench);
        var puts = 0;
        _bench.Faults.Fails = (point, _) => point == FaultPoint.BeforePut && ++puts == 1;

        Assert.Equal(JobResult.Done, await _bench.Worker().ProcessNextAsync(default));

        var state = await _bench.StateAsync(Job);
        Assert.Equal((1, 0, 30L), (state.Attempt, state.Failures, state.CheckpointPosition));
        Assert.Equal(5, puts);
    }

    [Fact]
    public async Task Should_start_from_the_checkpoint_of_the_parent()
    {
        await SendAsync(_bench);
        await _bench.Worker().ProcessNextAsync(default);
        var parent = Assert.Single(_bench.Published<TrainingCompleted>());
        await SendAsync(_bench, "hex8_2p-000002-training", parent.Checkpoint);

        await _bench.Worker().ProcessNextAsync(default);

        var child = _bench.Published<TrainingCompleted>()[1];
        Assert.NotEqual(parent.Model, child.Model);
        Assert.True(child.ValueLoss < parent.ValueLoss, $"the child's loss is {child.ValueLoss}, its parent's {parent.ValueLoss}");
    }

    [Fact]
    public async Task When_training_cannot_work_should_tell_it_after_the_last_attempt()
    {
        var window = await _bench.Artifacts.PutAsync(ArtifactKind.Samples, new MemoryStream([1, 2, 3]), default);
        _bench.Send(JobQueues.Training, Request(Job, window, null));
        var worker = _bench.Worker();
        for (var i = 0; i < 3; i++)
        {
            await worker.ProcessNextAsync(default);
            _bench.Time.Advance(TimeSpan.FromMinutes(1));
        }

        var failed = Assert.Single(_bench.Published<TrainingFailed>());
        Assert.Contains("no .npz archive", failed.Reason, StringComparison.Ordinal);
        Assert.Equal(JobStatus.Failed, (await _bench.StateAsync(Job)).Status);
    }

    [Fact]
    public async Task Should_train_on_all_files_of_the_window()
    {
        var window = new List<ArtifactRef>();
        foreach (var games in SelfPlayedSamples.Games.Chunk(9))
        {
            window.Add(await _bench.Artifacts.PutAsync(ArtifactKind.Samples, new MemoryStream(SelfPlayedSamples.Archive("hex8_2p", games)), default));
        }

        _bench.Send(JobQueues.Training, Request(Job, window[0], null) with { Window = window });

        Assert.Equal(JobResult.Done, await _bench.Worker().ProcessNextAsync(default));
        Assert.Equal(3, window.Count);
        Assert.Equal(40, Assert.Single(_bench.Published<TrainingCompleted>()).Steps);
    }

    [Theory]
    [InlineData(null, 40)]
    [InlineData(1L, 40)]
    [InlineData(1_600L, 50)]
    [InlineData(1_601L, 51)]
    [InlineData(1_000_000_000_000L, 60)]
    public async Task Should_draw_as_many_rows_as_it_is_asked_for_within_the_bounds_of_its_settings(long? samples, int steps)
    {
        var window = await PutAsync(SelfPlayedSamples.Archive("hex8_2p", SelfPlayedSamples.Games));
        _bench.Send(JobQueues.Training, Request(Job, window, null) with { Samples = samples });

        Assert.Equal(JobResult.Done, await _bench.Worker(new() { ["Training:Epochs"] = "0.01", ["Training:MaxSteps"] = "60" }).ProcessNextAsync(default));

        Assert.Equal(steps, Assert.Single(_bench.Published<TrainingCompleted>()).Steps);
    }

    [Fact]
    public async Task When_a_worker_is_killed_in_a_training_of_given_length_the_next_should_go_on()
    {
        var window = await PutAsync(SelfPlayedSamples.Archive("hex8_2p", SelfPlayedSamples.Games));
        Dictionary<string, string?> settings = new() { ["Training:MaxSteps"] = "60" };
        _bench.Send(JobQueues.Training, Request(Job, window, null) with { Samples = 1_600 });
        var puts = 0;
        var dead = false;
        _bench.Faults.Fails = (point, _) => dead |= point == FaultPoint.BeforePut && ++puts == 3;
        await Assert.ThrowsAnyAsync<Exception>(() => _bench.Worker(settings).ProcessNextAsync(default));
        _bench.Faults.Fails = (_, _) => false;
        _bench.Time.Advance(TimeSpan.FromSeconds(31));
        puts = 0;
        _bench.Faults.Fails = (point, _) => point == FaultPoint.BeforePut && ++puts < 0;

        Assert.Equal(JobResult.Done, await _bench.Worker(settings).ProcessNextAsync(default));

        Assert.Equal(50, Assert.Single(_bench.Published<TrainingCompleted>()).Steps);
        Assert.True(puts == 4, $"{puts} files were stored, not the checkpoints of 30 and 40 steps, the last one and the model");
    }

    [Fact]
    public async Task When_a_file_is_of_another_config_or_damaged_or_gone_should_name_it()
    {
        var good = await PutAsync(SelfPlayedSamples.Archive("hex8_2p", SelfPlayedSamples.Games));
        var other = await PutAsync(SyntheticSamples.Archive(GameConfig.Parse("square8_3p"), 20));
        var cut = await PutAsync(SyntheticSamples.Archive(GameConfig.Parse("hex8_2p"), 20)[..500]);
        var gone = good with { Sha256 = new string('0', 64) };

        Assert.Contains($"{other.Sha256} is of square8_3p, not hex8_2p", await FailureAsync(good, other), StringComparison.Ordinal);
        Assert.Contains($"{cut.Sha256} cannot be read", await FailureAsync(good, cut), StringComparison.Ordinal);
        Assert.Contains($"{gone.Sha256} is not in storage", await FailureAsync(good, gone), StringComparison.Ordinal);
    }

    private Task<ArtifactRef> PutAsync(byte[] archive) => _bench.Artifacts.PutAsync(ArtifactKind.Samples, new MemoryStream(archive), default);

    /// <summary>Why a job on a window is given up.</summary>
    private async Task<string> FailureAsync(params ArtifactRef[] window)
    {
        var job = $"hex8_2p-000001-{window[^1].ShortId}";
        _bench.Send(JobQueues.Training, Request(job, window[0], null) with { Window = window });
        await _bench.Worker(new() { ["Worker:MaxFailures"] = "1" }).ProcessNextAsync(default);
        return _bench.Published<TrainingFailed>().Single(failed => failed.JobId == job).Reason;
    }

    private static TrainingRequested Request(string job, ArtifactRef window, ArtifactRef? startFrom) =>
        new() { Config = "hex8_2p", Iteration = 1, JobId = job, Window = [window], Rows = 100, Seed = 5, StartFrom = startFrom };

    private static async Task SendAsync(WorkerBench bench, string job = Job, ArtifactRef? startFrom = null)
    {
        var samples = SelfPlayedSamples.Archive("hex8_2p", SelfPlayedSamples.Games);
        bench.Send(JobQueues.Training, Request(job, await bench.Artifacts.PutAsync(ArtifactKind.Samples, new MemoryStream(samples), default), startFrom));
    }

    private async Task<byte[]> ReadAsync(ArtifactRef artifact)
    {
        await using var stream = await _bench.Artifacts.OpenAsync(artifact, default);
        using var bytes = new MemoryStream();
        await stream.CopyToAsync(bytes);
        return bytes.ToArray();
    }
}
