using RingRift.Eventing.Aggregates;
using RingRift.Eventing.Envelope;
using RingRift.Eventing.Events;
using RingRift.Eventing.Handling;
using RingRift.Game;
using RingRift.Pipeline.Iterations;

namespace RingRift.Benchmarks.Latency;

/// <summary>
/// DATA_SYNC_TRIGGERED events of iterations that are over: they go through their queue, and their function has nothing to do but see that.
/// </summary>
internal sealed class StaleSyncEvents(IAggregateStore aggregates, EventFactory events, TimeProvider time)
{
    private const int Iteration = 1;
    private int _made;

    /// <summary>Ends the first iteration of every config.</summary>
    public async Task SeedAsync()
    {
        foreach (var config in GameConfig.All)
        {
            await aggregates.CommitAsync(Ended(config.Name), CancellationToken.None);
        }
    }

    /// <summary>Makes events.</summary>
    public IReadOnlyList<EventEnvelope> Make(int count) => [.. Enumerable.Range(0, count).Select(_ => Next())];

    private EventEnvelope Next()
    {
        var number = _made++;
        var config = GameConfig.All[number % GameConfig.All.Count].Name;
        return events.Create(
            new DataSyncTriggered { Config = config, Iteration = Iteration, Shards = [] }, AggregateKey.Iteration(config, Iteration),
            2 + number, 0, cause: null);
    }

    private Commit<IterationState> Ended(string config) => new()
    {
        Key = AggregateKey.Iteration(config, Iteration),
        State = new IterationState
        {
            Config = config,
            Iteration = Iteration,
            Stage = IterationStage.Finished,
            Plan = new IterationPlan { Shards = 1, GamesPerShard = 1, Seed = 1 },
            StartedAt = time.GetUtcNow(),
            Outcome = IterationOutcome.Rejected,
            FinishedAt = time.GetUtcNow(),
        },
        Token = null,
        Version = 1,
        InboxId = null,
        Outbox = [],
    };
}
