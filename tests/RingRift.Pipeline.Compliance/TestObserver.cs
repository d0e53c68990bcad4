using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using RingRift.Eventing.Log;
using RingRift.Eventing.Telemetry;
using RingRift.InMemory;

namespace RingRift.Pipeline.Compliance;

/// <summary>An observer of deliveries for tests that look at something else.</summary>
public static class TestObserver
{
    public static DeliveryObserver Over(TimeProvider time)
    {
        var metrics = new MessagingMetrics();
        var writer = new DeliveryLogWriter(
            new InMemoryEventLog(time), metrics, Options.Create(new EventLogOptions()), time, NullLogger<DeliveryLogWriter>.Instance);
        return new DeliveryObserver(writer, metrics, time);
    }
}
