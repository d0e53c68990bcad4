using System.Collections.Concurrent;
using RingRift.Eventing.Aggregates;
using RingRift.Eventing.Artifacts;
using RingRift.Eventing.Contracts;
using RingRift.Eventing.Envelope;
using RingRift.Eventing.Events;
using RingRift.Eventing.Handling;
using RingRift.Eventing.Transactions;
using RingRift.Game;
using RingRift.Learning.Inference;
using RingRift.Learning.Networks;
using RingRift.Learning.SelfPlay;
using RingRift.Pipeline.Jobs;

namespace RingRift.Pipeline.Tests.Cascade;

/// <summary>Stands where GPU workers stand: plays real games; in place of training it makes an untrained network from the seed.</summary>
public sealed class TestWorker(AggregateTransaction transaction, IArtifactStore artifacts)
{
    // Games and networks follow from their requests, so runs of many tests share them.
    private static readonly ConcurrentDictionary<(string Config, string? Model, long Seed, int Games), byte[]> Shards = new();
    private static readonly ConcurrentDictionary<(string Config, long Seed), byte[]> Networks = new();

    /// <summary>When set, training fails with this text.</summary>
    public string? TrainingFault { get; set; }

    /// <summary>When it answers, the shard is given up with this text.</summary>
    public Func<SelfplayRequested, string?> SelfPlayFault { get; set; } = _ => null;

    /// <summary>When set, stands in for the shards played.</summary>
    public Func<SelfplayRequested, byte[]?> ShardOverride { get; set; } = _ => null;

    /// <summary>When set, no match is played: the score of each pair, by its number.</summary>
    public Func<MatchRequested, int, double>? PairScore { get; set; }

    public bool Takes(string consumer) => JobQueues.OfWorkers.Contains(consumer) || (PairScore is not null && consumer == "PlayMatches");

    public Task<HandlerResult> HandleAsync(EventEnvelope envelope, CancellationToken cancellationToken) => envelope.Type switch
    {
        DataEventType.SelfplayRequested => PlayAsync(envelope, envelope.Payload<SelfplayRequested>(), cancellationToken),
        DataEventType.MatchRequested => MatchAsync(envelope, envelope.Payload<MatchRequested>(), cancellationToken),
        _ => TrainAsync(envelope, envelope.Payload<TrainingRequested>(), cancellationToken),
    };

    public static byte[] Network(long seed, string config = PipelineHarness.Config) => Networks.GetOrAdd((config, seed), key =>
    {
        var spec = NetworkSpec.For(GameConfig.Parse(key.Config), blocks: 1, channels: 4);
        return OnnxNetworkWriter.Write(spec, NetworkWeights.Random(spec, unchecked((ulong)key.Seed)));
    });

    public static IReadOnlyList<GameRecord> Games(byte[] shard)
    {
        using var content = new MemoryStream(shard);
        return [.. GameShardReader.Read(content)];
    }

    public static byte[] Shard(IEnumerable<GameRecord> games)
    {
        using var output = new MemoryStream();
        using (var writer = new GameShardWriter(output))
        {
            foreach (var game in games)
            {
                writer.Write(game);
            }
        }

        return output.ToArray();
    }

    public static byte[] Play(string config, long seed, int count, byte[]? model = null)
    {
        var options = new SelfPlayOptions
        {
            Rules = GameRules.For(GameConfig.Parse(config)),
            Seed = unchecked((ulong)seed),
            Games = count,
            FullVisits = 8,
            FastVisits = 2,
            FullShare = 0.1,
        };
        using ILeafEvaluator evaluator = model is null ? new RolloutEvaluator() : new NetworkLeafEvaluator(new OnnxEvaluator(model));
        var games = new List<GameRecord>();
        new SelfPlayRunner(options, evaluator).Run(games.Add);
        return Shard(games.OrderBy(game => game.Game));
    }

    private async Task<HandlerResult> PlayAsync(EventEnvelope envelope, SelfplayRequested request, CancellationToken cancellationToken)
    {
        if (SelfPlayFault(request) is { } fault)
        {
            return await FinishAsync(envelope, request.JobId, EventDraft.Of(new SelfplayFailed
            {
                Config = request.Config,
                Iteration = request.Iteration,
                JobId = request.JobId,
                Shard = request.Shard,
                Attempt = 1,
                Reason = fault,
            }), cancellationToken);
        }

        var model = request.Model is null ? null : await ReadAsync(request.Model, cancellationToken);
        var shard = ShardOverride(request)
            ?? Shards.GetOrAdd(
                (request.Config, request.Model?.Sha256, request.Seed, request.Games),
                _ => Play(request.Config, request.Seed, request.Games, model));
        using var content = new MemoryStream(shard);
        var data = await artifacts.PutAsync(ArtifactKind.Games, content, cancellationToken);
        return await FinishAsync(envelope, request.JobId, EventDraft.Of(new SelfplayComplete
        {
            Config = request.Config,
            Iteration = request.Iteration,
            JobId = request.JobId,
            Shard = request.Shard,
            Data = data,
            Games = request.Games,
            Attempt = 1,
            Seconds = 1,
        }), cancellationToken);
    }

    private async Task<HandlerResult> TrainAsync(EventEnvelope envelope, TrainingRequested request, CancellationToken cancellationToken)
    {
        var started = new TrainingStarted
        {
            Config = request.Config,
            Iteration = request.Iteration,
            JobId = request.JobId,
            Attempt = 1,
            Worker = "test",
        };
        await FinishAsync(envelope with { Id = envelope.Id + ".started" }, request.JobId, EventDraft.Of(started), cancellationToken);
        if (TrainingFault is { } fault)
        {
            return await FinishAsync(envelope, request.JobId, EventDraft.Of(new TrainingFailed
            {
                Config = request.Config,
                Iteration = request.Iteration,
                JobId = request.JobId,
                Attempt = 1,
                Reason = fault,
            }), cancellationToken);
        }

        using var network = new MemoryStream(Network(request.Seed, request.Config));
        using var weights = new MemoryStream(BitConverter.GetBytes(request.Seed));
        var model = await artifacts.PutAsync(ArtifactKind.Model, network, cancellationToken);
        var checkpoint = await artifacts.PutAsync(ArtifactKind.Checkpoint, weights, cancellationToken);
        return await FinishAsync(envelope, request.JobId, EventDraft.Of(new TrainingCompleted
        {
            Config = request.Config,
            Iteration = request.Iteration,
            JobId = request.JobId,
            Model = model,
            Checkpoint = checkpoint,
            Steps = request.Rows,
            PolicyLoss = 2.5,
            ValueLoss = 0.5,
            Seconds = 1,
        }), cancellationToken);
    }

    private Task<HandlerResult> MatchAsync(EventEnvelope envelope, MatchRequested request, CancellationToken cancellationToken)
    {
        double[] scores = [.. Enumerable.Range(request.FirstPair, request.Pairs).Select(pair => PairScore!(request, pair))];
        return FinishAsync(envelope, request.JobId, EventDraft.Of(new MatchCompleted
        {
            Config = request.Config,
            Iteration = request.Iteration,
            JobId = request.JobId,
            Opponent = request.Opponent,
            PairScores = scores,
            Games = request.Pairs * 2,
            Wins = (int)(scores.Sum() * 2),
            Draws = 0,
        }), cancellationToken);
    }

    private Task<HandlerResult> FinishAsync(EventEnvelope envelope, string jobId, EventDraft said, CancellationToken cancellationToken) =>
        transaction.ExecuteAsync<JobState>(
            AggregateKey.Job(jobId),
            envelope,
            _ => new Decision<JobState>.Accept(
                new JobState { JobId = jobId, Status = JobStatus.Done, Owner = "test", LeaseUntil = envelope.Time, Attempt = 1 }, said),
            cancellationToken);

    private async Task<byte[]> ReadAsync(ArtifactRef artifact, CancellationToken cancellationToken)
    {
        await using var content = await artifacts.OpenAsync(artifact, cancellationToken);
        using var copy = new MemoryStream();
        await content.CopyToAsync(copy, cancellationToken);
        return copy.ToArray();
    }
}
