using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using RingRift.Azure;
using RingRift.Emulators.Storage;
using RingRift.Eventing.Aggregates;
using RingRift.Eventing.Envelope;
using RingRift.Eventing.Events;
using RingRift.Eventing.Handling;
using RingRift.Eventing.Log;

namespace RingRift.Benchmarks.EventLog;

/// <summary>
/// What the event log costs on Azurite: the write a publish waits for, the writes beside the work, and the questions people ask.
/// </summary>
internal static class EventLogBench
{
    private const int HandledBatch = 100;

    public static async Task RunAsync(int count, TimeProvider time)
    {
        await using var azurite = await AzuriteProcess.StartAsync();
        var settings = new Dictionary<string, string?>
        {
            ["AzureWebJobsStorage"] = azurite.ConnectionString,
            ["EventGrid:TopicEndpoint"] = "http://127.0.0.1:9/",
            ["EventGrid:TopicKey"] = "none",
        };
        await using var services = new ServiceCollection().AddAzurePipeline(
            new ConfigurationBuilder().AddInMemoryCollection(settings).Build()).BuildServiceProvider();
        var log = services.GetRequiredService<IEventLog>();
        var events = new EventFactory(time, "/bench");
        await log.AppendPublishedAsync([Event(events, 0, 0)], default);
        foreach (var batch in new[] { 1, 12, 90 })
        {
            await MeasureAsync($"publish of {batch,2} events", count, time, i => log.AppendPublishedAsync(
                [.. Enumerable.Range(0, batch).Select(number => Event(events, i + 1, (batch * 1000) + number))], default));
        }

        await MeasureAsync(
            $"{HandledBatch} deliveries", count, time,
            i => log.AppendHandledAsync([.. Enumerable.Range(0, HandledBatch).Select(n => Handled(events, i + 1, n, time))], default));
        await MeasureAsync(
            "chain of 103 events", count, time,
            async i => await log.OfCorrelationAsync(EventFactory.CorrelationOf("hex8_2p", i + 1), default).CountAsync());
        var day = new EventLogQuery { From = time.GetUtcNow().AddDays(-1), To = time.GetUtcNow().AddHours(1) };
        await MeasureAsync(
            "newest 50 of a day", Math.Min(count, 20), time, async _ => await log.QueryAsync(day, default).Take(50).CountAsync());
    }

    private static async Task MeasureAsync(string name, int count, TimeProvider time, Func<int, Task> run)
    {
        var milliseconds = new List<double>(count);
        for (var i = 0; i < count; i++)
        {
            var start = time.GetTimestamp();
            await run(i);
            milliseconds.Add(time.GetElapsedTime(start).TotalMilliseconds);
        }

        milliseconds.Sort();
        Console.WriteLine(
            $"{name,-22} p50 {milliseconds[count / 2],7:F1} ms   p99 {milliseconds[Math.Min(count - 1, count * 99 / 100)],7:F1} ms   ({count} times)");
    }

    private static EventEnvelope Event(EventFactory events, int iteration, int number) => events.Create(
        new TrainingFailed
        {
            Config = "hex8_2p",
            Iteration = iteration,
            JobId = $"job-{number}",
            Attempt = 1,
            Reason = new string('x', 400),
        },
        AggregateKey.Iteration("hex8_2p", iteration), 1, number, cause: null);

    private static HandlingRecord Handled(EventFactory events, int iteration, int number, TimeProvider time)
    {
        var envelope = Event(events, iteration, (90 * 1000) + (number % 90));
        return new HandlingRecord
        {
            DeliveryId = Guid.NewGuid().ToString("N"),
            EventId = envelope.Id,
            CorrelationId = envelope.CorrelationId,
            Consumer = "Consumer",
            Time = time.GetUtcNow(),
            Duration = TimeSpan.FromMilliseconds(12),
            Outcome = HandlingOutcome.Done,
        };
    }
}
