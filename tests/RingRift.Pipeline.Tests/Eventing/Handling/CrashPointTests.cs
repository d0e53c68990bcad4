using RingRift.InMemory;
using RingRift.Pipeline.Compliance.Crashes;

namespace RingRift.Pipeline.Tests.Eventing.Handling;

public sealed class CrashPointTests : CrashPointCompliance
{
    private readonly FaultInjector _faults = new();

    protected override CrashStorage Open(TimeProvider time) =>
        new(new InMemoryAggregateStore(time, _faults), new InMemoryEventLog(time, _faults), new InMemoryDeadLetterStore(_faults));
}
