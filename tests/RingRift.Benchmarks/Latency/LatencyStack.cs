using System.Collections.Concurrent;
using System.Security.Cryptography;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using RingRift.Azure;
using RingRift.Azure.Events;
using RingRift.Eventing.Aggregates;
using RingRift.Eventing.Envelope;
using RingRift.Eventing.Handling;
using RingRift.Eventing.Log;
using RingRift.Eventing.Telemetry;
using RingRift.Local.Stack;
using RingRift.Pipeline;

namespace RingRift.Benchmarks.Latency;

/// <summary>
/// The stack of <c>ringrift train</c> without workers: Azurite, the Event Grid emulator and the functions, with their files and processes. A publisher as
/// a worker has it, and the functions' spans, whose times come from the same clock as the publisher's.
/// </summary>
internal sealed class LatencyStack : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    private readonly TimeProvider _time;
    private readonly SpanCollector _collector;
    private readonly DirectoryInfo _folder;
    private readonly LocalStack _stack;
    private readonly ServiceProvider _services;

    private LatencyStack(TimeProvider time, SpanCollector collector, DirectoryInfo folder, LocalStack stack, ServiceProvider services) =>
        (_time, _collector, _folder, _stack, _services) = (time, collector, folder, stack, services);

    public IAggregateStore Aggregates => _services.GetRequiredService<IAggregateStore>();

    public EventFactory Events => _services.GetRequiredService<EventFactory>();

    public static async Task<LatencyStack> StartAsync(TimeProvider time)
    {
        var collector = await SpanCollector.StartAsync();
        var folder = Directory.CreateTempSubdirectory("ringrift-latency-");
        var plan = new StackPlan
        {
            Workers = 0,
            EventGridKey = Convert.ToHexString(RandomNumberGenerator.GetBytes(16)),
            Settings = new Dictionary<string, string>
            {
                ["OTEL_EXPORTER_OTLP_ENDPOINT"] = collector.Address,
                ["OTEL_EXPORTER_OTLP_PROTOCOL"] = "http/protobuf",
            },
        };
        var stack = await LocalStack.StartAsync(new StackFolder(folder.FullName), plan, Console.Error.WriteLine, time, CancellationToken.None);
        return new LatencyStack(time, collector, folder, stack, Services(stack.Endpoints, plan.EventGridKey, time));
    }

    /// <summary>Publishes events at a steady rate, none waiting for another, and follows each to the end of its handler.</summary>
    /// <exception cref="TimeoutException">Some did not get there within a minute after the last was published.</exception>
    public async Task<IReadOnlyList<Passage>> PassAsync(IReadOnlyList<EventEnvelope> events, double perSecond)
    {
        var published = new ConcurrentDictionary<string, DateTimeOffset>(StringComparer.Ordinal);
        var (begin, sending) = (_time.GetTimestamp(), new List<Task>(events.Count));
        for (var number = 0; number < events.Count; number++)
        {
            if (TimeSpan.FromSeconds(number / perSecond) - _time.GetElapsedTime(begin) is var wait && wait > TimeSpan.Zero)
            {
                await Task.Delay(wait, _time);
            }

            sending.Add(PublishAsync(events[number], published));
        }

        await Task.WhenAll(sending);
        var spans = await SpansAsync([.. published.Keys]);
        return [.. events.Select(envelope => PassageOf(envelope.Id, published[envelope.Id], spans[envelope.Id]))];
    }

    public async ValueTask DisposeAsync()
    {
        await _services.DisposeAsync();
        await _stack.DisposeAsync();
        await _collector.DisposeAsync();
        _folder.Delete(recursive: true);
    }

    private static ServiceProvider Services(StackEndpoints endpoints, string key, TimeProvider time)
    {
        var settings = new Dictionary<string, string?>
        {
            ["AzureWebJobsStorage"] = endpoints.StorageConnectionString,
            ["EventGrid:TopicEndpoint"] = endpoints.EventGrid.ToString(),
            ["EventGrid:TopicKey"] = key,
        };
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(settings).Build();
        return new ServiceCollection()
            .AddLogging()
            .AddSingleton(time)
            .AddLoggedTransport<StampedTransport>()
            .AddEventing(configuration, "/ringrift/gpu-worker")
            .AddAzurePipeline(configuration)
            .BuildServiceProvider();
    }

    // On a thread of its own, so that what a publish computes before it first waits delays no other.
    private Task PublishAsync(EventEnvelope envelope, ConcurrentDictionary<string, DateTimeOffset> published) => Task.Run(() =>
    {
        published[envelope.Id] = _time.GetUtcNow();
        return _services.GetRequiredService<IEventPublisher>().PublishAsync([envelope], CancellationToken.None);
    });

    private async Task<IReadOnlyDictionary<string, CollectedSpan>> SpansAsync(HashSet<string> ids)
    {
        using var patience = new CancellationTokenSource(Patience, _time);
        try
        {
            return await _collector.WhenTaggedAsync(PipelineTelemetry.Tags.MessageId, ids, patience.Token);
        }
        catch (OperationCanceledException)
        {
            throw new TimeoutException($"not all of {ids.Count} events were handled within {Patience} after the last; the rate is too high for this machine");
        }
    }

    private Passage PassageOf(string id, DateTimeOffset published, CollectedSpan process)
    {
        var (logged, accepted) = _services.GetRequiredService<StampedTransport>().Of(id);
        return new Passage(
            Nanoseconds(published),
            Nanoseconds(logged),
            Nanoseconds(accepted),
            _collector.Find(process.ParentId)?.Start,
            process.Start,
            process.Events.TryGetValue(PipelineTelemetry.Events.Committed, out var committed) ? committed : null,
            process.End);
    }

    private static long Nanoseconds(DateTimeOffset time) => (time - DateTimeOffset.UnixEpoch).Ticks * TimeSpan.NanosecondsPerTick;
}

/// <summary>The real transport, which notes when an event comes out of the log to it and when the topic has accepted it.</summary>
internal sealed class StampedTransport(EventGridEventPublisher transport, TimeProvider time) : IEventPublisher
{
    private readonly ConcurrentDictionary<string, (DateTimeOffset Logged, DateTimeOffset Accepted)> _stamps = new(StringComparer.Ordinal);

    /// <summary>When an event was in the log, and when the topic had accepted it.</summary>
    public (DateTimeOffset Logged, DateTimeOffset Accepted) Of(string eventId) => _stamps[eventId];

    public async Task PublishAsync(IReadOnlyList<EventEnvelope> events, CancellationToken cancellationToken)
    {
        var logged = time.GetUtcNow();
        await transport.PublishAsync(events, cancellationToken);
        var accepted = time.GetUtcNow();
        foreach (var envelope in events)
        {
            _stamps[envelope.Id] = (logged, accepted);
        }
    }
}
