using RingRift.Pipeline.Compliance.Crashes;
using RingRift.Pipeline.InMemory;

namespace RingRift.Pipeline.Tests.Handling;

public sealed class CrashPointTests : CrashPointCompliance
{
    private readonly FaultInjector _faults = new();

    protected override CrashStorage Open(TimeProvider time) =>
        new(new InMemoryAggregateStore(time, _faults), new InMemoryEventLog(time, _faults), new InMemoryDeadLetterStore(_faults));
}
