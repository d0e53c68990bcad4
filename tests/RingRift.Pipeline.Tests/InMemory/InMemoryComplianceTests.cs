using Microsoft.Extensions.Time.Testing;
using RingRift.Eventing.Aggregates;
using RingRift.Eventing.Artifacts;
using RingRift.Eventing.DeadLetters;
using RingRift.Eventing.Deduplication;
using RingRift.Eventing.Envelope;
using RingRift.Eventing.Log;
using RingRift.InMemory;
using RingRift.Pipeline.Champions;
using RingRift.Pipeline.Compliance;
using RingRift.Pipeline.Jobs;
using RingRift.Pipeline.Operations.Queues;
using RingRift.Pipeline.Operations.Redelivery;
using RingRift.Pipeline.Stages.Sync;

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

public sealed class InMemoryArtifactStoreTests : ArtifactStoreCompliance
{
    private readonly InMemoryArtifactStore _store = new(new FaultInjector());

    protected override IArtifactStore Store => _store;

    protected override Task CorruptAsync(ArtifactRef artifact, byte[] bytes)
    {
        _store.Corrupt(artifact, bytes);
        return Task.CompletedTask;
    }

    protected override async Task<byte[]> ReadAliasAsync(string name)
    {
        await using var content = await _store.OpenAsync(_store.Aliases[name], CancellationToken.None);
        using var copy = new MemoryStream();
        await content.CopyToAsync(copy);
        return copy.ToArray();
    }
}

public sealed class InMemoryChampionStoreTests : ChampionStoreCompliance
{
    protected override IChampionStore Store { get; } = new InMemoryChampionStore(new FaultInjector());
}

public sealed class InMemoryDeadLetterStoreTests : DeadLetterStoreCompliance
{
    protected override IDeadLetterStore Store { get; } = new InMemoryDeadLetterStore(new FaultInjector());
}

public sealed class InMemoryDeduplicationStoreTests : DeduplicationStoreCompliance
{
    protected override IDeduplicationStore Create(TimeProvider time) => new InMemoryDeduplicationStore(time);
}

public sealed class InMemoryIngestedContentTests : IngestedContentCompliance
{
    protected override IDeduplicationStore Create(TimeProvider time) => new InMemoryDeduplicationStore(time);
}

public sealed class InMemoryEventLogTests : EventLogCompliance
{
    protected override IEventLog Log => field ??= new InMemoryEventLog(Time);
}

public sealed class InMemoryGameIndexTests : GameIndexCompliance
{
    protected override IGameIndex Index { get; } = new InMemoryGameIndex(new FaultInjector());
}

public sealed class InMemoryJobQueueTests : JobQueueCompliance
{
    private readonly InMemoryJobQueue _queue = new(new FakeTimeProvider(Sample.Noon));

    protected override IJobQueue Jobs => _queue;

    protected override string Queue => JobQueues.Training;

    protected override Task SendAsync(EventEnvelope envelope)
    {
        _queue.Send(Queue, envelope);
        return Task.CompletedTask;
    }

    protected override Task SendMalformedAsync(string body)
    {
        _queue.SendMalformed(Queue, body, "not JSON");
        return Task.CompletedTask;
    }
}

public sealed class InMemoryProgressBoardTests : ProgressBoardCompliance
{
    protected override IProgressBoard Board { get; } = new InMemoryProgressBoard(new FaultInjector());
}

public sealed class InMemoryQueueAgesTests : QueueAgesCompliance
{
    private readonly FakeTimeProvider _time = new();
    private readonly InMemoryJobQueue _jobs;

    public InMemoryQueueAgesTests() => _jobs = new InMemoryJobQueue(_time);

    protected override IQueueAges Ages => new InMemoryQueueAges(_jobs);

    protected override Task<DateTimeOffset> SendAsync(string queue)
    {
        _time.Advance(TimeSpan.FromSeconds(7));
        _jobs.SendMalformed(queue, "waits", "no event");
        return Task.FromResult(_time.GetUtcNow());
    }

    protected override Task TakeAsync(string queue) => _jobs.ReceiveAsync(queue, TimeSpan.FromMinutes(5), CancellationToken.None);
}

public sealed class InMemoryQueueDepthsTests : QueueDepthsCompliance
{
    private readonly InMemoryJobQueue _jobs = new(new FakeTimeProvider());

    protected override IQueueDepths Depths => new InMemoryQueueDepths(_jobs);

    protected override Task SendAsync(string queue, int messages)
    {
        for (var i = 0; i < messages; i++)
        {
            _jobs.SendMalformed(queue, "waits", "no event");
        }

        return Task.CompletedTask;
    }

    protected override async Task<Func<Task>> TakeAsync(string queue)
    {
        var message = (await _jobs.ReceiveAsync(queue, TimeSpan.FromMinutes(1), CancellationToken.None))!;
        return () => message.CompleteAsync(CancellationToken.None);
    }
}

public sealed class InMemoryRedeliveryQueueTests : RedeliveryQueueCompliance
{
    private readonly InMemoryRedeliveryQueue _queue = new(new FaultInjector());

    protected override IRedeliveryQueue Queue => _queue;

    protected override Task<IReadOnlyList<Waiting>> TakeAsync() =>
        Task.FromResult<IReadOnlyList<Waiting>>([.. _queue.TakeAll().Select(request => new Waiting(request.Consumer, request.LetterId, request.Body))]);
}

public sealed class InMemoryScaleInProtectionTests : ScaleInProtectionCompliance
{
    protected override IScaleInProtection Protection { get; } = new InMemoryScaleInProtection("workers_0", "workers_1");

    [Fact]
    public async Task When_a_change_changes_nothing_should_not_tell_it()
    {
        var protection = new InMemoryScaleInProtection("one");
        var told = new List<(string, bool)>();
        protection.Changed += (instance, isProtected) => told.Add((instance, isProtected));
        await protection.SetAsync("one", false, default);
        await protection.SetAsync("one", true, default);
        await protection.SetAsync("one", true, default);
        Assert.Equal([("one", true)], told);
    }
}

public sealed class InMemoryScalerLedgerTests : ScalerLedgerCompliance
{
    protected override IAggregateStore Store { get; } = new InMemoryAggregateStore(new FakeTimeProvider(Sample.Noon), new FaultInjector());
}
