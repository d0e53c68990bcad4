using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;
using RingRift.Eventing.Aggregates;
using RingRift.Eventing.DeadLetters;
using RingRift.Eventing.Delivery;
using RingRift.Eventing.Recovery;
using RingRift.Eventing.Transactions;
using RingRift.InMemory;
using RingRift.Pipeline.Compliance;
using RingRift.Pipeline.Tests.Eventing.Routing;

namespace RingRift.Pipeline.Tests.Eventing.Delivery;

public sealed class OutboxSweeperTests
{
    private static readonly CancellationToken None = CancellationToken.None;

    private readonly FakeTimeProvider _time = new(Sample.Noon);
    private readonly InMemoryAggregateStore _store;
    private readonly InMemoryEventBus _bus = new(new FaultInjector());
    private readonly InMemoryDeadLetterStore _letters = new(new FaultInjector());
    private readonly OutboxSweeper _sweeper;

    public OutboxSweeperTests()
    {
        _store = new InMemoryAggregateStore(_time, new FaultInjector());
        _sweeper = new OutboxSweeper(
            _store, new OutboxDispatcher(_store, TestRouter.Over(_bus, _time)), _letters, _time, Options.Create(new OutboxOptions()), NullLogger<OutboxSweeper>.Instance);
    }

    [Fact]
    public async Task When_events_were_left_behind_should_publish_them_once()
    {
        await CommitAsync(3, 60);
        _time.Advance(TimeSpan.FromSeconds(16));
        Assert.Equal(180, await _sweeper.SweepAsync(None));
        Assert.Equal(180, _bus.Published.Select(e => e.Id).Distinct().Count());
        Assert.Equal(0, await _sweeper.SweepAsync(None));
    }

    [Fact]
    public async Task When_events_are_young_should_leave_them_to_whoever_committed_them()
    {
        await CommitAsync(1, 1);
        _time.Advance(TimeSpan.FromSeconds(14));
        Assert.Equal(0, await _sweeper.SweepAsync(None));
        Assert.Empty(_bus.Published);
    }

    [Fact]
    public async Task When_a_row_cannot_be_read_should_put_it_aside_as_a_dead_letter_and_publish_the_others()
    {
        await CommitAsync(2, 3);
        _time.Advance(TimeSpan.FromSeconds(16));
        var damaged = await _store.PendingAsync(_time.GetUtcNow(), None).FirstAsync(None);
        _store.Corrupt(damaged, "{\"id\":");

        Assert.Equal(5, await _sweeper.SweepAsync(None));
        Assert.Equal(0, await _sweeper.SweepAsync(None));

        var letter = Assert.Single((await _letters.ListAsync(new DeadLetterQuery(), 10, null, None)).Letters).Letter;
        Assert.Equal((OutboxSweeper.Quarantine, "{\"id\":"), (letter.Consumer, letter.Body));
        Assert.Contains($"{damaged.RowId} in the outbox of {damaged.Key}", letter.Reason, StringComparison.Ordinal);
        Assert.Empty(await _store.PendingAsync(_time.GetUtcNow(), None).ToListAsync(None));
    }

    [Fact]
    public async Task When_a_row_cannot_be_read_should_still_dispatch_the_rest_of_its_aggregate()
    {
        await CommitAsync(1, 3);
        _store.Corrupt(await _store.PendingAsync(_time.GetUtcNow().AddTicks(1), None).FirstAsync(None), "null");
        Assert.Equal(2, await new OutboxDispatcher(_store, TestRouter.Over(_bus, _time)).DispatchAsync(new AggregateKey("aggregate-0"), None));
    }

    private async Task CommitAsync(int aggregates, int events)
    {
        for (var i = 0; i < aggregates; i++)
        {
            var key = new AggregateKey($"aggregate-{i}");
            var commit = new Commit<CountedState>
            {
                Key = key,
                State = new CountedState("a", 1, []),
                Token = null,
                Version = 1,
                InboxId = null,
                Outbox = [.. Enumerable.Range(0, events).Select(index => Sample.Event(key, 1, index))],
            };
            Assert.Equal(CommitOutcome.Committed, await _store.CommitAsync(commit, None));
        }
    }
}
