using RingRift.Azure.Events;
using RingRift.Chaos.Model;
using RingRift.Eventing.Aggregates;
using RingRift.Eventing.Envelope;
using RingRift.Eventing.Handling;
using RingRift.Eventing.Records;
using RingRift.Learning.Randomness;

namespace RingRift.Chaos.Running;

/// <summary>
/// Stores learners and iterations and publishes their events, wave by wave, each in an order drawn from the seed. Waits while too many are under
/// way.
/// </summary>
internal sealed class EventSource(ChaosStack stack, ChaosModel model, ChaosOptions options, TimeProvider clock)
{
    private const int BatchSize = 100;
    private const int MostPending = 2500;
    private const int Parallel = 8;
    private static readonly TimeSpan BetweenLooks = TimeSpan.FromMilliseconds(20);
    private readonly EventFactory _events = new(clock, "/ringrift/chaos");

    /// <summary>Events published so far.</summary>
    public int Published { get; private set; }

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        var random = new SeededRandom((ulong)options.Seed);
        var publisher = stack.Get<EventGridEventPublisher>();
        foreach (var learner in model.Learners())
        {
            await BeginAsync(learner.Key(), learner, cancellationToken);
        }

        foreach (var wave in model.Waves)
        {
            await System.Threading.Tasks.Parallel.ForEachAsync(
                wave, new ParallelOptions { MaxDegreeOfParallelism = Parallel, CancellationToken = cancellationToken },
                (iteration, token) => BeginAsync(iteration.Key, iteration.Begin(clock.GetUtcNow()), token));
            var events = wave.SelectMany(Envelopes).ToList();
            ChaosModel.Shuffle(events, random);
            foreach (var batch in events.Chunk(BatchSize))
            {
                await WhenRoomAsync(cancellationToken);
                await publisher.PublishAsync(batch, cancellationToken);
                Published += batch.Length;
            }
        }
    }

    private IEnumerable<EventEnvelope> Envelopes(ChaosIteration iteration) =>
        iteration.Inputs().Select((draft, index) => _events.CreateFirst(draft, $"chaos {options.Seed} {iteration.Subject} {index}"));

    private async ValueTask BeginAsync<TState>(AggregateKey key, TState state, CancellationToken cancellationToken)
        where TState : StoredRecord
    {
        var commit = new Commit<TState>
        {
            Key = key,
            State = state,
            Token = null,
            Version = 1,
            InboxId = null,
            Outbox = [],
        };
        if (await stack.Get<IAggregateStore>().CommitAsync(commit, cancellationToken) != CommitOutcome.Committed)
        {
            throw new InvalidOperationException($"{key} is there already");
        }
    }

    private async Task WhenRoomAsync(CancellationToken cancellationToken)
    {
        while (stack.EventGrid.Status.Subscriptions.Sum(subscription => subscription.Pending) > MostPending)
        {
            await Task.Delay(BetweenLooks, clock, cancellationToken);
        }
    }
}
