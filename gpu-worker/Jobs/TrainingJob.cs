using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using RingRift.Eventing.Artifacts;
using RingRift.Eventing.Envelope;
using RingRift.Eventing.Events;
using RingRift.Eventing.Handling;
using RingRift.Game;
using RingRift.GpuWorker.Rungs;
using RingRift.GpuWorker.SelfTest;
using RingRift.GpuWorker.Torch;
using RingRift.GpuWorker.Training;
using RingRift.Learning.Networks;
using RingRift.Pipeline.Jobs;

namespace RingRift.GpuWorker.Jobs;

/// <summary>Trains one candidate on a window of samples and stores it as ONNX and as a checkpoint. Goes on from its own last checkpoint.</summary>
public sealed partial class TrainingJob(
    IArtifactStore artifacts, IProgressBoard board, TimeProvider time, IOptions<TrainingOptions> options, IOptions<WorkerOptions> worker,
    WorkerIdentity identity, SelfTestGate selfTest, WorkerRungs rungs, ILogger<TrainingJob> logger) : IJobKind
{
    // A stop waits for the piece under way: well below a second on one core.
    private const int StepsPerPiece = 10;
    private readonly TrainingOptions _options = options.Value;

    /// <inheritdoc/>
    public string Queue => JobQueues.Training;

    /// <inheritdoc/>
    public int Priority => 0;

    /// <inheritdoc/>
    public JobOrder Read(EventEnvelope envelope)
    {
        var payload = JobPayload.Read<TrainingRequested>(envelope);
        JobPayload.Require(payload.Window.Count >= 1, "window is empty; training needs at least one sample file");
        JobPayload.Require(payload.Window.All(file => file.Kind == ArtifactKind.Samples), "window names an artifact that is no Samples");
        JobPayload.Require(payload.Samples is null or > 0, $"samples is {payload.Samples}; a training draws at least one row");
        JobPayload.Require(payload.StartFrom is null or { Kind: ArtifactKind.Checkpoint }, $"startFrom is of kind {payload.StartFrom?.Kind}; training needs a Checkpoint");
        return new JobOrder(payload.JobId, envelope, payload)
        {
            Started = attempt => EventDraft.Of(new TrainingStarted
            {
                Config = payload.Config,
                Iteration = payload.Iteration,
                JobId = payload.JobId,
                Attempt = attempt,
                Worker = identity.Name,
            }),
            GivenUp = (attempt, reason) => EventDraft.Of(new TrainingFailed
            {
                Config = payload.Config,
                Iteration = payload.Iteration,
                JobId = payload.JobId,
                Attempt = attempt,
                Reason = reason,
            }),
        };
    }

    /// <inheritdoc/>
    public async Task<EventDraft> RunAsync(JobOrder order, JobLease lease, CancellationToken cancellationToken)
    {
        var payload = (TrainingRequested)order.Payload;
        if (WorkerMemory.WhyNoTraining(_options, GameConfig.Parse(payload.Config), WorkerMemoryCheck.Memory) is { } reason)
        {
            throw new TrainingException(reason);
        }

        using var window = await ReadWindowAsync(payload, lease, cancellationToken);
        var recipe = RecipeOf(payload);
        await selfTest.RequireTrainingAsync(TrainingRun.SpecFor(window, recipe), cancellationToken);
        using var thread = new OneThread(nameof(TrainingJob));
        var (resume, start) = await Task.Run(() => BeginningAsync(payload, window, recipe, lease, cancellationToken), cancellationToken);
        using var run = await thread.RunAsync(() => new TrainingRun(window, recipe, Seed(payload), start, resume, time), cancellationToken);
        var stored = new StoredStep { Step = run.Step };
        try
        {
            await TrainAsync(thread, run, stored, lease, cancellationToken);
            return await FinishAsync(thread, payload, run, lease, cancellationToken);
        }
        catch (OperationCanceledException) when (!lease.Lost.IsCancellationRequested && run.Step > stored.Step)
        {
            await StoreLastAsync(run, lease);
            throw;
        }
    }

    private async Task<EventDraft> FinishAsync(OneThread thread, TrainingRequested payload, TrainingRun run, JobLease lease, CancellationToken cancellationToken)
    {
        var network = await thread.RunAsync(() => run.Finish(rungs.SelfPlay.Optimization), cancellationToken);
        LogTrained(payload.JobId, run.Step, network.Validation.Policy, network.Validation.Value, network.ParityError);

        var checkpoint = await artifacts.WriteAsync(ArtifactKind.Checkpoint, run.ToCheckpoint().Write, cancellationToken);
        var model = await artifacts.WriteAsync(ArtifactKind.Model, stream => stream.Write(network.Model), cancellationToken);
        return EventDraft.Of(new TrainingCompleted
        {
            Config = payload.Config,
            Iteration = payload.Iteration,
            JobId = payload.JobId,
            Model = model,
            Checkpoint = checkpoint,
            Steps = network.Steps,
            PolicyLoss = network.Validation.Policy,
            ValueLoss = network.Validation.Value,
            Seconds = lease.Seconds,
        });
    }

    private async Task<SampleWindow> ReadWindowAsync(TrainingRequested payload, JobLease lease, CancellationToken cancellationToken)
    {
        var files = new List<SpilledSamples>();
        try
        {
            foreach (var file in payload.Window)
            {
                await using var archive = await artifacts.OpenAsync(file, cancellationToken);
                files.Add(await Task.Run(() => SpilledSamples.Create(file.Sha256, archive, cancellationToken), cancellationToken));
                lease.Status?.Beat();
            }

            return new SampleWindow(GameConfig.Parse(payload.Config), files, _options.ValidationShare);
        }
        catch
        {
            files.ForEach(file => file.Dispose());
            throw;
        }
    }

    /// <summary>The recipe, with as many steps as whoever asked wants rows drawn.</summary>
    private TrainingOptions RecipeOf(TrainingRequested payload)
    {
        var recipe = payload.Samples is { } samples ? _options.Drawing(samples) : _options;
        if (payload.Samples > (long)recipe.MaxSteps * recipe.BatchSize)
        {
            LogFewerRows(payload.JobId, payload.Samples.Value, (long)recipe.MaxSteps * recipe.BatchSize, _options.MaxSteps);
        }

        return recipe;
    }

    private static ulong Seed(TrainingRequested payload) => unchecked((ulong)payload.Seed);

    /// <summary>What the run goes on from: its own checkpoint, or the weights of its parent, or nothing.</summary>
    private async Task<(TrainingCheckpoint? Resume, NetworkWeights? Start)> BeginningAsync(
        TrainingRequested payload, SampleWindow window, TrainingOptions recipe, JobLease lease, CancellationToken cancellationToken)
    {
        if (await OwnCheckpointAsync(lease, cancellationToken) is { } resume)
        {
            if (TrainingRun.CanResume(resume, window, recipe, Seed(payload)))
            {
                return (resume, null);
            }

            LogOtherRun(payload.JobId);
        }

        return (null, await StartAsync(payload, window, cancellationToken));
    }

    /// <summary>What an earlier attempt stored; null where there is none, or none that can be read: training can always begin anew.</summary>
    private async Task<TrainingCheckpoint?> OwnCheckpointAsync(JobLease lease, CancellationToken cancellationToken)
    {
        try
        {
            return lease.State.Checkpoints is [.., var newest] ? await ReadCheckpointAsync(newest, cancellationToken) : null;
        }
        catch (Exception e) when (e is ArtifactMissingException or ArtifactCorruptException or TrainingException)
        {
            LogUnreadable(e, lease.Order.JobId);
            return null;
        }
    }

    /// <summary>Weights of the parent network; none where this worker trains networks of another shape.</summary>
    private async Task<NetworkWeights?> StartAsync(TrainingRequested payload, SampleWindow window, CancellationToken cancellationToken)
    {
        if (payload.StartFrom is not { } parent)
        {
            return null;
        }

        var checkpoint = await ReadCheckpointAsync(parent, cancellationToken);
        if (checkpoint.Weights.Spec == TrainingRun.SpecFor(window, _options))
        {
            return checkpoint.AverageWeights;
        }

        LogOtherShape(payload.JobId, parent.ShortId);
        return null;
    }

    private async Task<TrainingCheckpoint> ReadCheckpointAsync(ArtifactRef artifact, CancellationToken cancellationToken)
    {
        using var stream = new MemoryStream(await artifacts.ReadAsync(artifact, cancellationToken), writable: false);
        return TrainingCheckpoint.Read(stream);
    }

    private async Task TrainAsync(OneThread thread, TrainingRun run, StoredStep stored, JobLease lease, CancellationToken cancellationToken)
    {
        var heartbeat = new Heartbeat(board, time, "training", lease, logger);
        var reported = time.GetTimestamp();
        while (run.Step < run.TotalSteps)
        {
            var progress = await thread.RunAsync(() => run.Advance(StepsPerPiece, cancellationToken), cancellationToken);
            if (time.GetElapsedTime(reported).TotalSeconds >= worker.Value.HeartbeatSeconds || run.Step == run.TotalSteps)
            {
                reported = time.GetTimestamp();
                await ReportAsync(heartbeat, progress, cancellationToken);
            }

            var isDue = run.Step - stored.Step >= _options.CheckpointSteps && run.Step < run.TotalSteps;
            stored.Step = isDue && await TryStoreAsync(run, lease, cancellationToken) ? run.Step : stored.Step;
        }
    }

    /// <summary>Stores a checkpoint. A fault of the storage is no failure of the job: false, and the next piece tries again.</summary>
    private async Task<bool> TryStoreAsync(TrainingRun run, JobLease lease, CancellationToken cancellationToken)
    {
        try
        {
            await StoreAsync(run, lease, cancellationToken);
            return true;
        }
        catch (Exception e) when (e is not LeaseLostException && !cancellationToken.IsCancellationRequested)
        {
            LogStoredLater(e, lease.Order.JobId);
            return false;
        }
    }

    private async Task StoreAsync(TrainingRun run, JobLease lease, CancellationToken cancellationToken)
    {
        var stored = await artifacts.WriteAsync(ArtifactKind.Checkpoint, run.ToCheckpoint().Write, cancellationToken);
        await lease.CheckpointAsync([stored], run.Step, cancellationToken);
    }

    private async Task StoreLastAsync(TrainingRun run, JobLease lease)
    {
        using var limit = new CancellationTokenSource(worker.Value.LastCheckpoint, time);
        try
        {
            await StoreAsync(run, lease, limit.Token);
        }
        catch (Exception e)
        {
            LogNotStored(e, lease.Order.JobId);
        }
    }

    private static Task ReportAsync(Heartbeat heartbeat, TrainingProgress progress, CancellationToken cancellationToken) => heartbeat.ReportAsync(
        progress.Step,
        progress.TotalSteps,
        new Dictionary<string, double>
        {
            ["step"] = progress.Step,
            ["total"] = progress.TotalSteps,
            ["policy_loss"] = progress.Losses.Policy,
            ["value_loss"] = progress.Losses.Value,
            ["learning_rate"] = progress.LearningRate,
            ["rows_per_second"] = progress.RowsPerSecond,
            ["eta_seconds"] = progress.Remaining.TotalSeconds,
        },
        cancellationToken);

    /// <summary>The step that the newest checkpoint of this attempt holds.</summary>
    private sealed class StoredStep
    {
        public int Step { get; set; }
    }
}
