using RingRift.InMemory;
using RingRift.Pipeline.Compliance;
using RingRift.Pipeline.Operations.Redelivery;

namespace RingRift.Pipeline.Tests.InMemory;

public sealed class InMemoryRedeliveryQueueTests : RedeliveryQueueCompliance
{
    private readonly InMemoryRedeliveryQueue _queue = new(new FaultInjector());

    protected override IRedeliveryQueue Queue => _queue;

    protected override Task<IReadOnlyList<Waiting>> TakeAsync() =>
        Task.FromResult<IReadOnlyList<Waiting>>([.. _queue.TakeAll().Select(request => new Waiting(request.Consumer, request.LetterId, request.Body))]);
}
