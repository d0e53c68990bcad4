using Microsoft.Extensions.Time.Testing;
using RingRift.Pipeline.Aggregates;
using RingRift.Pipeline.Artifacts;
using RingRift.Pipeline.Champions;
using RingRift.Pipeline.Compliance;
using RingRift.Pipeline.DeadLetters;
using RingRift.Pipeline.Events;
using RingRift.Pipeline.Games;
using RingRift.Pipeline.InMemory;
using RingRift.Pipeline.Jobs;
using RingRift.Pipeline.Progress;

namespace RingRift.Pipeline.Tests.InMemory;

public sealed class InMemoryAggregateStoreTests : AggregateStoreCompliance
{
    private readonly FakeTimeProvider _time = new(Sample.Noon);

    public InMemoryAggregateStoreTests() => Store = new InMemoryAggregateStore(_time, new FaultInjector());

    protected override IAggregateStore Store { get; }

    protected override DateTimeOffset Later => _time.GetUtcNow().AddMinutes(1);
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

public sealed class InMemoryGameIndexTests : GameIndexCompliance
{
    protected override IGameIndex Index { get; } = new InMemoryGameIndex(new FaultInjector());
}

public sealed class InMemoryProgressBoardTests : ProgressBoardCompliance
{
    protected override IProgressBoard Board { get; } = new InMemoryProgressBoard();
}

public sealed class InMemoryDeadLetterStoreTests : DeadLetterStoreCompliance
{
    protected override IDeadLetterStore Store { get; } = new InMemoryDeadLetterStore();
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
