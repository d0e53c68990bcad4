using RingRift.Eventing.Log;
using RingRift.InMemory;
using RingRift.Pipeline.Compliance;

namespace RingRift.Pipeline.Tests.InMemory;

public sealed class InMemoryEventLogTests : EventLogCompliance
{
    protected override IEventLog Log => field ??= new InMemoryEventLog(Time);
}
