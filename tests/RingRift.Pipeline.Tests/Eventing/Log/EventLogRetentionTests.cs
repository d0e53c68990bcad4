using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;
using RingRift.Eventing.Aggregates;
using RingRift.Eventing.Clocks;
using RingRift.Eventing.Log;
using RingRift.InMemory;
using RingRift.Pipeline.Compliance;

namespace RingRift.Pipeline.Tests.Eventing.Log;

public sealed class EventLogRetentionTests
{
    [Fact]
    public async Task Should_forget_whole_hours_that_are_older_than_the_retention()
    {
        var time = new FakeTimeProvider(Sample.Noon.AddMinutes(59));
        var aggregates = new InMemoryAggregateStore(time, new FaultInjector());
        var log = new InMemoryEventLog(time);
        var options = Options.Create(new EventLogOptions { Retention = TimeSpan.FromHours(2) });
        var retention = new EventLogRetention(log, new RetentionClock(aggregates, time), options, NullLogger<EventLogRetention>.Instance);
        await log.AppendPublishedAsync([Sample.Event(new AggregateKey("a"))], CancellationToken.None);

        time.Advance(TimeSpan.FromHours(2));
        await SampleClock.BelieveAsync(aggregates, time);
        Assert.Equal(0, await retention.SweepAsync(CancellationToken.None));
        time.Advance(TimeSpan.FromMinutes(1));
        await SampleClock.BelieveAsync(aggregates, time);
        Assert.Equal(1, await retention.SweepAsync(CancellationToken.None));
    }
}
