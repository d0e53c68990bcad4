using System.Collections.Concurrent;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace RingRift.Benchmarks.Latency;

/// <summary>Takes the spans of other processes by OTLP over HTTP.</summary>
internal sealed class SpanCollector : IAsyncDisposable
{
    private readonly ConcurrentDictionary<string, CollectedSpan> _spans = new(StringComparer.Ordinal);
    private readonly SemaphoreSlim _arrived = new(0);
    private readonly WebApplication _application;

    private SpanCollector()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        _application = builder.Build();
        _application.Urls.Add("http://127.0.0.1:0");
        _application.Run(TakeAsync);
    }

    /// <summary>Where exporters send to.</summary>
    public string Address =>
        _application.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single();

    public static async Task<SpanCollector> StartAsync()
    {
        var collector = new SpanCollector();
        await collector._application.StartAsync();
        return collector;
    }

    /// <summary>A span by its id; null when it has not come.</summary>
    public CollectedSpan? Find(string id) => _spans.GetValueOrDefault(id);

    /// <summary>Waits until the spans that carry a tag are there with all the wanted values, and gives them by value.</summary>
    /// <param name="tag">Name of the tag.</param>
    /// <param name="values">Values to wait for.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public async Task<IReadOnlyDictionary<string, CollectedSpan>> WhenTaggedAsync(
        string tag, IReadOnlySet<string> values, CancellationToken cancellationToken)
    {
        while (true)
        {
            // The first delivery counts: a second one of an event finds it handled.
            var found = _spans.Values.Where(span => span.Tags.TryGetValue(tag, out var value) && values.Contains(value))
                .GroupBy(span => span.Tags[tag]).ToDictionary(spans => spans.Key, spans => spans.MinBy(span => span.Start)!);
            if (found.Count == values.Count)
            {
                return found;
            }

            await _arrived.WaitAsync(cancellationToken);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _application.DisposeAsync();
        _arrived.Dispose();
    }

    private async Task TakeAsync(HttpContext context)
    {
        using var body = new MemoryStream();
        await context.Request.Body.CopyToAsync(body);
        if (context.Request.Path == "/v1/traces")
        {
            foreach (var span in OtlpSpans.Read(body.ToArray()))
            {
                _spans[span.Id] = span;
            }

            _arrived.Release();
        }
    }
}
