using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using RingRift.Eventing.Aggregates;
using RingRift.Eventing.Artifacts;
using RingRift.Eventing.Envelope;
using RingRift.Eventing.Events;
using RingRift.Eventing.Handling;
using RingRift.Game;
using RingRift.GpuWorker.Inference;
using RingRift.GpuWorker.Rungs;
using RingRift.GpuWorker.SelfTest;
using RingRift.Learning.SelfPlay;
using RingRift.Pipeline.Inference;
using RingRift.Pipeline.Jobs;
using RingRift.Pipeline.Learner;

namespace RingRift.GpuWorker.Jobs;

/// <summary>
/// Plays one shard of games, with the named network or with rollouts, and stores it. Goes on from the games an earlier attempt stored.
/// </summary>
public sealed partial class SelfPlayJob(
    IArtifactStore artifacts, IAggregateStore aggregates, IProgressBoard board, InferenceMetrics metrics, TimeProvider time, IOptions<SelfPlayJobOptions> options,
    IOptions<WorkerOptions> worker, SelfTestGate selfTest, WorkerRungs rungs, ILogger<SelfPlayJob> logger) : IJobKind
{
    private readonly SelfPlayJobOptions _options = options.Value;

    /// <inheritdoc/>
    public string Queue => JobQueues.Selfplay;

    /// <inheritdoc/>
    public int Priority => 1;

    /// <inheritdoc/>
    public JobOrder Read(EventEnvelope envelope)
    {
        var payload = JobPayload.Read<SelfplayRequested>(envelope);
        JobPayload.Require(payload.Games is >= 1 and <= 10_000_000, $"games is {payload.Games}; a shard has 1 to 10000000");
        JobPayload.Require(payload.Shard >= 0, $"shard is {payload.Shard}; shards are numbered from 0");
        JobPayload.Require(
            payload.Model is null or { Kind: ArtifactKind.Model }, $"model is of kind {payload.Model?.Kind}; self-play needs a Model");
        return new JobOrder(payload.JobId, envelope, payload)
        {
            GivenUp = (attempt, reason) => EventDraft.Of(new SelfplayFailed
            {
                Config = payload.Config,
                Iteration = payload.Iteration,
                JobId = payload.JobId,
                Shard = payload.Shard,
                Attempt = attempt,
                Reason = reason,
            }),
        };
    }

    /// <inheritdoc/>
    public async Task<EventDraft> RunAsync(JobOrder order, JobLease lease, CancellationToken cancellationToken)
    {
        var payload = (SelfplayRequested)order.Payload;
        if (WorkerMemory.WhyNoSelfPlay(_options, GameConfig.Parse(payload.Config), payload.Games, WorkerMemoryCheck.Memory) is { } reason)
        {
            throw new InvalidOperationException(reason);
        }

        payload = payload with { Model = await NetworkAsync(payload, lease, cancellationToken) };
        var model = payload.Model is { } network ? await artifacts.ReadAsync(network, cancellationToken) : null;
        var games = new FinishedGames();
        await LoadPartsAsync(games, lease, payload, cancellationToken);
        var ranges = GameRange.Missing(payload.Games, games.Numbers, _options.EffectiveThreads);
        await PlayAsync(payload, model, games, ranges, lease, cancellationToken);

        var all = games.All;
        var shard = await artifacts.WriteAsync(ArtifactKind.Games, stream => Write(stream, all), cancellationToken);
        return EventDraft.Of(new SelfplayComplete
        {
            Config = payload.Config,
            Iteration = payload.Iteration,
            JobId = payload.JobId,
            Shard = payload.Shard,
            Data = shard,
            Games = all.Count,
            Attempt = lease.Attempt,
            Seconds = lease.Seconds,
            Model = payload.Model,
        });
    }

    /// <summary>
    /// The network that plays: the one named, or where the job leaves it open the one that plays when its first attempt begins. Later attempts keep it, since
    /// some of the games may be stored.
    /// </summary>
    private async Task<ArtifactRef?> NetworkAsync(SelfplayRequested payload, JobLease lease, CancellationToken cancellationToken)
    {
        if (payload.Newest == true && lease.Attempt == 1 && await NewestAsync(payload.Config, cancellationToken) is { } newest && newest != payload.Model)
        {
            LogNewer(payload.JobId, newest.ShortId, payload.Model?.ShortId ?? "rollouts");
            await lease.PlayWithAsync(newest, cancellationToken);
        }

        return lease.State.Model ?? payload.Model;
    }

    private async Task<ArtifactRef?> NewestAsync(string config, CancellationToken cancellationToken) =>
        (await aggregates.LoadAsync<LearnerState>(AggregateKey.Learner(config), cancellationToken))?.State.Generators.LastOrDefault()?.Model;

    private async Task LoadPartsAsync(FinishedGames games, JobLease lease, SelfplayRequested payload, CancellationToken cancellationToken)
    {
        foreach (var part in lease.State.Checkpoints)
        {
            try
            {
                await using var stream = await artifacts.OpenAsync(part, cancellationToken);
                games.AddStored(
                    [.. GameShardReader.Read(stream).Where(game => game.Config == payload.Config && game.Game < payload.Games)]);
            }
            catch (Exception e) when (e is ArtifactMissingException or ArtifactCorruptException or GameShardException)
            {
                // The games of a part that cannot be read are simply missing, and are played again.
                LogUnreadable(e, payload.JobId, part.ShortId);
            }
        }
    }

    private async Task PlayAsync(
        SelfplayRequested payload, byte[]? model, FinishedGames games, IReadOnlyList<GameRange> ranges, JobLease lease,
        CancellationToken cancellationToken)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var heartbeat = new Heartbeat(board, time, "selfplay", lease, logger);
        var before = games.Count;
        var playing = PlayAllAsync(payload, model, games, ranges, stop.Token);
        try
        {
            while (await WaitAsync(playing, cancellationToken))
            {
                await TryStoreAsync(games, ranges, lease, cancellationToken);
                await ReportAsync(heartbeat, games, before, payload.Games, lease, cancellationToken);
            }

            await ReportAsync(heartbeat, games, before, payload.Games, lease, cancellationToken);
        }
        catch
        {
            await stop.CancelAsync();
            await ((Task)playing).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            await StoreLastAsync(games, ranges, lease);
            throw;
        }
    }

    /// <summary>Waits until the next heartbeat is due (true) or all games are played (false).</summary>
    private async Task<bool> WaitAsync(Task playing, CancellationToken cancellationToken)
    {
        using var pause = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var due = Task.Delay(TimeSpan.FromSeconds(worker.Value.HeartbeatSeconds), time, pause.Token);
        if (await Task.WhenAny(playing, due) == playing)
        {
            await pause.CancelAsync();
            await playing;
            return false;
        }

        await due;
        return true;
    }

    private async Task PlayAllAsync(
        SelfplayRequested payload, byte[]? model, FinishedGames games, IReadOnlyList<GameRange> ranges, CancellationToken cancellationToken)
    {
        if (ranges.Count == 0)
        {
            return;
        }

        if (model is not null)
        {
            await selfTest.RequireInferenceAsync(SelfPlayEvaluators.SpecOf(model), cancellationToken);
        }

        var (missing, settings) = (ranges.Sum(range => range.Count), rungs.SelfPlay);
        using var evaluators = await Task.Run(
            () => SelfPlayEvaluators.Open(settings, payload, model, missing, metrics, LogWarning, cancellationToken), cancellationToken);
        var next = -1;
        void Play()
        {
            using var evaluator = evaluators.ForThread();
            for (var mine = Interlocked.Increment(ref next); mine < ranges.Count; mine = Interlocked.Increment(ref next))
            {
                var options = _options.For(
                    GameConfig.Parse(payload.Config), unchecked((ulong)payload.Seed), ranges[mine].First, ranges[mine].End,
                    evaluators.Plan.GamesPerThread);
                new SelfPlayRunner(options, evaluator).Run(games.Add, cancellationToken);
            }
        }

        var threads = Math.Min(evaluators.Plan.Threads, ranges.Count);
        await Task.WhenAll(Enumerable.Range(0, threads)
            .Select(_ => Task.Factory.StartNew(Play, cancellationToken, TaskCreationOptions.LongRunning, TaskScheduler.Default)));
    }

    /// <summary>
    /// Stores a part when there is enough for one. A fault of the storage is no failure of the job: the next heartbeat tries again.
    /// </summary>
    private async Task TryStoreAsync(
        FinishedGames games, IReadOnlyList<GameRange> ranges, JobLease lease, CancellationToken cancellationToken)
    {
        try
        {
            await StoreAsync(games, ranges, lease, _options.CheckpointGames, cancellationToken);
        }
        catch (Exception e) when (e is not LeaseLostException && !cancellationToken.IsCancellationRequested)
        {
            LogStoredLater(e, lease.Order.JobId);
        }
    }

    private async Task StoreAsync(
        FinishedGames games, IReadOnlyList<GameRange> ranges, JobLease lease, int atLeast, CancellationToken cancellationToken)
    {
        var part = games.Unstored(ranges);
        if (part.Count < atLeast)
        {
            return;
        }

        var stored = await artifacts.WriteAsync(ArtifactKind.Checkpoint, stream => Write(stream, part), cancellationToken);
        await lease.CheckpointAsync([.. lease.State.Checkpoints, stored], games.Stored + part.Count, cancellationToken);
        games.MarkStored(part);
    }

    /// <summary>Saves what is finished before the job is given back. Best effort: without it the games are only played again.</summary>
    private async Task StoreLastAsync(FinishedGames games, IReadOnlyList<GameRange> ranges, JobLease lease)
    {
        if (lease.Lost.IsCancellationRequested)
        {
            return;
        }

        using var limit = new CancellationTokenSource(worker.Value.LastCheckpoint, time);
        try
        {
            await StoreAsync(games, ranges, lease, atLeast: 1, limit.Token);
        }
        catch (Exception e)
        {
            LogNotStored(e, lease.Order.JobId);
        }
    }

    private static Task ReportAsync(
        Heartbeat heartbeat, FinishedGames games, int before, int total, JobLease lease, CancellationToken cancellationToken)
    {
        var (done, seconds) = (games.Count, Math.Max(0.001, lease.Seconds));
        var rate = (done - before) / seconds;
        return heartbeat.ReportAsync(
            done,
            total,
            new Dictionary<string, double>
            {
                ["games"] = done,
                ["plies"] = games.Plies,
                ["games_per_second"] = rate,
                ["plies_per_second"] = games.Plies / seconds,
                ["eta_seconds"] = rate > 0 ? (total - done) / rate : -1,
            },
            cancellationToken);
    }

    private static void Write(Stream stream, IReadOnlyList<GameRecord> games)
    {
        using var writer = new GameShardWriter(stream);
        foreach (var game in games)
        {
            writer.Write(game);
        }
    }
}
