using RingRift.Pipeline.Compliance;
using RingRift.Pipeline.EventLog;
using RingRift.Pipeline.InMemory;

namespace RingRift.Pipeline.Tests.InMemory;

public sealed class InMemoryEventLogTests : EventLogCompliance
{
    protected override IEventLog Log => field ??= new InMemoryEventLog(Time);
}
