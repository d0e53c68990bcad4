using System.Net;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace RingRift.GpuWorker.Tests.Metadata;

/// <summary>
/// An instance metadata service for tests: refuses what the real one refuses, lists what is announced, and keeps what is acknowledged.
/// </summary>
internal sealed class MetadataService : IAsyncDisposable
{
    private readonly Lock _lock = new();
    private readonly WebApplication _application;
    private readonly List<object> _events = [];
    private readonly List<string> _acknowledged = [];
    private int _incarnation = 1;
    private int _looks;

    private MetadataService(string name)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().UseUrls("http://127.0.0.1:0");
        builder.Services.AddRoutingCore();
        _application = builder.Build();
        _application.MapGet(
            "/metadata/instance/compute",
            (HttpRequest request) => Answer(request, "2021-02-01", () => new { name, location = "westeurope" }));
        _application.MapGet("/metadata/scheduledevents", (HttpRequest request) => Answer(request, "2020-07-01", List));
        _application.MapPost("/metadata/scheduledevents", AcknowledgeAsync);
    }

    public Uri Endpoint { get; private set; } = null!;

    /// <summary>What to answer with instead; null for the truth.</summary>
    public Func<IResult?> Instead { get; set; } = () => null;

    /// <summary>How often the list was asked for.</summary>
    public int Looks => Volatile.Read(ref _looks);

    public IReadOnlyList<string> Acknowledged
    {
        get
        {
            lock (_lock)
            {
                return [.. _acknowledged];
            }
        }
    }

    public static async Task<MetadataService> StartAsync(string name)
    {
        var service = new MetadataService(name);
        await service._application.StartAsync();
        service.Endpoint = new Uri(service._application.Urls.First());
        return service;
    }

    public void Announce(string id, string type, params string[] resources)
    {
        lock (_lock)
        {
            _events.Add(new
            {
                EventId = id,
                EventType = type,
                ResourceType = "VirtualMachine",
                Resources = resources,
                EventStatus = "Scheduled",
                NotBefore = "Thu, 01 Jan 2026 12:00:30 GMT",
                Description = "announced by a test",
                EventSource = "Platform",
                DurationInSeconds = -1,
            });
            _incarnation++;
        }
    }

    public ValueTask DisposeAsync() => _application.DisposeAsync();

    private object List()
    {
        Interlocked.Increment(ref _looks);
        lock (_lock)
        {
            return new { DocumentIncarnation = _incarnation, Events = _events.ToArray() };
        }
    }

    private IResult Answer(HttpRequest request, string version, Func<object> answer) =>
        Refusal(request, version) ?? Instead() ?? Json(answer());

    private async Task<IResult> AcknowledgeAsync(HttpRequest request)
    {
        if ((Refusal(request, "2020-07-01") ?? Instead()) is { } refused)
        {
            return refused;
        }

        using var body = await JsonDocument.ParseAsync(request.Body);
        lock (_lock)
        {
            _acknowledged.AddRange(
                body.RootElement.GetProperty("StartRequests").EnumerateArray().Select(one => one.GetProperty("EventId").GetString()!));
        }

        return Results.Ok();
    }

    private static IResult? Refusal(HttpRequest request, string version) =>
        request.Headers["Metadata"] != "true" || request.Headers.ContainsKey("X-Forwarded-For") || request.Query["api-version"] != version
            ? Results.StatusCode((int)HttpStatusCode.BadRequest)
            : null;

    private static IResult Json(object answer) => Results.Text(JsonSerializer.Serialize(answer), "application/json");
}
