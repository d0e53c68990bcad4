using System.Security.Cryptography;
using System.Text;
using RingRift.Eventing.Aggregates;
using RingRift.Eventing.Artifacts;
using RingRift.Eventing.Envelope;
using RingRift.Eventing.Events;
using RingRift.Eventing.Handling;
using RingRift.Game;
using RingRift.Pipeline.Iterations;
using RingRift.Pipeline.Jobs;

namespace RingRift.Benchmarks.Latency;

/// <summary>
/// SELFPLAY_COMPLETE events as twelve running configurations make them: in turns, sixteen shards to an iteration. One shard more is wanted
/// and never comes, so every event is one commit and no iteration goes on.
/// </summary>
internal sealed class ShardEvents(IAggregateStore aggregates, EventFactory events, TimeProvider time)
{
    /// <summary>The first iteration of each config is over: that of <see cref="StaleSyncEvents"/>.</summary>
    private const int FirstIteration = 2;

    private const int ShardsComing = 16;
    private readonly HashSet<(string Config, int Iteration)> _begun = [];
    private int _made;

    /// <summary>Begins the iterations that the next events belong to, and makes the events.</summary>
    public async Task<IReadOnlyList<EventEnvelope>> MakeAsync(int count)
    {
        var places = Enumerable.Range(_made, count).Select(PlaceOf).ToList();
        _made += count;
        foreach (var (config, iteration, _) in places.Where(place => _begun.Add((place.Config, place.Iteration))))
        {
            await BeginAsync(config, iteration);
        }

        return [.. places.Select(Complete)];
    }

    private static (string Config, int Iteration, int Shard) PlaceOf(int number)
    {
        var (turn, config) = Math.DivRem(number, GameConfig.All.Count);
        return (GameConfig.All[config].Name, FirstIteration + (turn / ShardsComing), turn % ShardsComing);
    }

    private Task BeginAsync(string config, int iteration) => aggregates.CommitAsync(
        new Commit<IterationState>
        {
            Key = AggregateKey.Iteration(config, iteration),
            State = new IterationState
            {
                Config = config,
                Iteration = iteration,
                Stage = IterationStage.SelfPlay,
                Plan = new IterationPlan { Shards = ShardsComing + 1, GamesPerShard = 100, Seed = iteration },
                StartedAt = time.GetUtcNow(),
            },
            Token = null,
            Version = 1,
            InboxId = null,
            Outbox = [],
        },
        CancellationToken.None);

    private EventEnvelope Complete((string Config, int Iteration, int Shard) place)
    {
        var (config, iteration, shard) = place;
        var job = JobIds.SelfPlay(config, iteration, shard);
        var payload = new SelfplayComplete
        {
            Config = config,
            Iteration = iteration,
            JobId = job,
            Shard = shard,
            Data = new ArtifactRef(ArtifactKind.Games, Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(job))), 1_000_000),
            Games = 100,
            Attempt = 1,
            Seconds = 60,
        };
        return events.Create(payload, AggregateKey.Job(job), 2, 0, cause: null);
    }
}
