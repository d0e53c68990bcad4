using RingRift.InMemory;
using RingRift.Pipeline.Compliance;
using RingRift.Pipeline.Jobs;

namespace RingRift.Pipeline.Tests.InMemory;

public sealed class InMemoryProgressBoardTests : ProgressBoardCompliance
{
    protected override IProgressBoard Board { get; } = new InMemoryProgressBoard(new FaultInjector());
}
