using RingRift.Pipeline.Compliance;
using RingRift.Pipeline.InMemory;
using RingRift.Pipeline.Scaling;

namespace RingRift.Pipeline.Tests.InMemory;

public sealed class InMemoryWorkerPoolTests : WorkerPoolCompliance
{
    protected override IWorkerPool Pool { get; } = new InMemoryWorkerPool(WorkKind.Selfplay);

    protected override int Most => 1000;
}
