using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;
using RingRift.Pipeline.Aggregates;
using RingRift.Pipeline.Compliance;
using RingRift.Pipeline.EventLog;
using RingRift.Pipeline.InMemory;

namespace RingRift.Pipeline.Tests.EventLog;

public sealed class EventLogRetentionTests
{
    [Fact]
    public async Task Should_forget_whole_hours_that_are_older_than_the_retention()
    {
        var time = new FakeTimeProvider(Sample.Noon.AddMinutes(59));
        var log = new InMemoryEventLog(time);
        var options = Options.Create(new EventLogOptions { Retention = TimeSpan.FromHours(2) });
        var retention = new EventLogRetention(log, time, options, NullLogger<EventLogRetention>.Instance);
        await log.AppendPublishedAsync([Sample.Event(new AggregateKey("a"))], CancellationToken.None);

        time.Advance(TimeSpan.FromHours(2));
        Assert.Equal(0, await retention.SweepAsync(CancellationToken.None));
        time.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal(1, await retention.SweepAsync(CancellationToken.None));
    }
}
