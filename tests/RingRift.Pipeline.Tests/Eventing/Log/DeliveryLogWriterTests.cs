using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;
using RingRift.Eventing.Aggregates;
using RingRift.Eventing.Envelope;
using RingRift.Eventing.Handling;
using RingRift.Eventing.Log;
using RingRift.Eventing.Telemetry;
using RingRift.InMemory;
using RingRift.Pipeline.Compliance;
using RingRift.Pipeline.Tests.Eventing.Telemetry;

namespace RingRift.Pipeline.Tests.Eventing.Log;

public sealed class DeliveryLogWriterTests : IDisposable
{
    private static readonly EventEnvelope Event = Sample.Event(new AggregateKey("log"));

    private readonly FakeTimeProvider _time = new(Sample.Noon);
    private readonly FaultInjector _faults = new();
    private readonly MessagingMetrics _metrics = new();
    private readonly Measurements _measured;
    private readonly InMemoryEventLog _log;

    public DeliveryLogWriterTests()
    {
        _log = new InMemoryEventLog(_time, _faults);
        _measured = new Measurements(_metrics);
    }

    public void Dispose()
    {
        _measured.Dispose();
        _metrics.Dispose();
    }

    [Fact]
    public async Task When_the_host_stops_should_write_what_is_queued()
    {
        using var writer = Writer();
        await PublishAsync();
        writer.Write(Record("before the start"));
        await writer.StartAsync(default);
        writer.Write(Record("while it runs"));
        await writer.StopAsync(default);
        Assert.Equal(["before the start", "while it runs"], (await ConsumersAsync()).Order());
        Assert.Empty(_measured.Of(PipelineTelemetry.Instruments.LostRecords));
    }

    [Fact]
    public async Task When_more_come_than_fit_should_count_the_rest_as_lost()
    {
        using var writer = Writer(options => options.QueueCapacity = 3);
        await PublishAsync();
        for (var i = 0; i < 5; i++)
        {
            writer.Write(Record($"{i}"));
        }

        await writer.FlushAsync(default);
        Assert.Equal(["0", "1", "2"], await ConsumersAsync());
        Assert.Equal(2, _measured.Sum(PipelineTelemetry.Instruments.LostRecords, (PipelineTelemetry.Tags.LossReason, "queue_full")));
    }

    [Fact]
    public async Task When_a_record_comes_after_the_end_should_count_it_as_lost()
    {
        using var writer = Writer();
        await writer.StartAsync(default);
        await writer.StopAsync(default);
        writer.Write(Record("late"));
        Assert.Equal(1, _measured.Sum(PipelineTelemetry.Instruments.LostRecords));
    }

    [Fact]
    public async Task When_storage_fails_should_try_again_after_growing_waits()
    {
        using var writer = Writer();
        await PublishAsync();
        var fails = 3;
        _faults.Fails = (point, _) => point == FaultPoint.BeforeLogHandled && fails-- > 0;
        writer.Write(Record("a"));
        var flush = writer.FlushAsync(default);
        foreach (var wait in new[] { 1, 2, 4 })
        {
            await AdvanceAsync(TimeSpan.FromSeconds(wait - 0.001));
            Assert.False(flush.IsCompleted);
            await AdvanceAsync(TimeSpan.FromSeconds(0.001));
        }

        await flush;
        Assert.Equal(["a"], await ConsumersAsync());
        Assert.Empty(_measured.Of(PipelineTelemetry.Instruments.LostRecords));
    }

    [Fact]
    public async Task When_storage_keeps_failing_should_count_the_batch_as_lost_and_go_on()
    {
        using var writer = Writer(options => (options.WriteAttempts, options.BatchSize) = (1, 2));
        await PublishAsync();
        var fails = 1;
        _faults.Fails = (point, _) => point == FaultPoint.BeforeLogHandled && fails-- > 0;
        foreach (var consumer in new[] { "a", "b", "c" })
        {
            writer.Write(Record(consumer));
        }

        await writer.FlushAsync(default);
        Assert.Equal(["c"], await ConsumersAsync());
        Assert.Equal(2, _measured.Sum(PipelineTelemetry.Instruments.LostRecords, (PipelineTelemetry.Tags.LossReason, "storage")));
    }

    [Fact]
    public async Task When_the_host_cannot_wait_should_count_what_is_left_as_lost()
    {
        using var writer = Writer(options => options.BatchSize = 1);
        writer.Write(Record("a"));
        writer.Write(Record("b"));
        await writer.StopAsync(new CancellationToken(canceled: true));
        Assert.Equal(2, _measured.Sum(PipelineTelemetry.Instruments.LostRecords, (PipelineTelemetry.Tags.LossReason, "shutdown")));
    }

    private static HandlingRecord Record(string consumer) => new()
    {
        DeliveryId = Sample.Unique("delivery"),
        EventId = Event.Id,
        CorrelationId = Event.CorrelationId,
        Consumer = consumer,
        Time = Sample.Noon,
        Duration = TimeSpan.Zero,
        Outcome = HandlingOutcome.Done,
    };

    private DeliveryLogWriter Writer(Action<EventLogOptions>? change = null)
    {
        var options = new EventLogOptions();
        change?.Invoke(options);
        return new DeliveryLogWriter(_log, _metrics, Options.Create(options), _time, NullLogger<DeliveryLogWriter>.Instance);
    }

    // Away from the test's own context, so that what waits goes on within the call.
    private Task AdvanceAsync(TimeSpan time) => Task.Run(() => _time.Advance(time));

    private Task PublishAsync() => _log.AppendPublishedAsync([Event], default);

    private async Task<IReadOnlyList<string>> ConsumersAsync() =>
        [.. (await _log.OfCorrelationAsync(Event.CorrelationId, unreadable: null, default).SingleAsync()).Handlings.Select(
            handling => handling.Consumer)];
}
