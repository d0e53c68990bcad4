using RingRift.InMemory;
using RingRift.Pipeline.Compliance;
using RingRift.Pipeline.Operations.Scaling;

namespace RingRift.Pipeline.Tests.InMemory;

public sealed class InMemoryWorkerPoolTests : WorkerPoolCompliance
{
    protected override IWorkerPool Pool { get; } = new InMemoryWorkerPool(WorkKind.SelfPlay);

    protected override int Most => 1000;
}
