using Microsoft.Extensions.Time.Testing;
using RingRift.Eventing.Aggregates;
using RingRift.InMemory;
using RingRift.Pipeline.Compliance;

namespace RingRift.Pipeline.Tests.InMemory;

public sealed class InMemoryAggregateStoreTests : AggregateStoreCompliance
{
    private readonly FakeTimeProvider _time = new(Sample.Noon);

    private readonly InMemoryAggregateStore _store;

    public InMemoryAggregateStoreTests() => _store = new InMemoryAggregateStore(_time, new FaultInjector());

    protected override IAggregateStore Store => _store;

    protected override DateTimeOffset Later => _time.GetUtcNow().AddMinutes(1);

    protected override Task CorruptAsync(OutboxRow row, string text)
    {
        _store.Corrupt(row, text);
        return Task.CompletedTask;
    }

    protected override Task PlantAsync(AggregateKey key, string state)
    {
        _store.Plant(key, state);
        return Task.CompletedTask;
    }

    protected override Task<string> TextAsync(AggregateKey key) => Task.FromResult(_store.TextOf(key)!);
}
