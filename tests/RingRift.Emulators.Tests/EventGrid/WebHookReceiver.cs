using System.Collections.Concurrent;
using System.Net;
using System.Text.Json;
using System.Threading.Channels;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace RingRift.Emulators.Tests.EventGrid;

/// <summary>A webhook that consents, keeps what it gets and answers as it is told.</summary>
public sealed class WebHookReceiver : IAsyncDisposable
{
    private readonly WebApplication _application;
    private readonly Channel<Delivered> _arrivals = Channel.CreateUnbounded<Delivered>();

    private WebHookReceiver(int port)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, port));
        _application = builder.Build();
        _application.MapMethods("/hook", ["OPTIONS"], (Delegate)Consent);
        _application.MapPost("/hook", (Delegate)ReceiveAsync);
    }

    public sealed record Delivered(IReadOnlyDictionary<string, string> Headers, string Body)
    {
        public JsonElement Json => JsonDocument.Parse(Body).RootElement;

        public string Id => Json.GetProperty("id").GetString()!;
    }

    /// <summary>What to answer: a status, or null to stay silent until the sender hangs up.</summary>
    public Func<Delivered, Task<int?>> Answer { get; set; } = _ => Task.FromResult<int?>(200);

    public string AllowedOrigin { get; set; } = "*";

    public Func<JsonElement, object> AnswerValidation { get; set; } =
        data => new { validationResponse = data.GetProperty("validationCode").GetString() };

    public ConcurrentQueue<Delivered> Received { get; } = new();

    public ConcurrentQueue<IReadOnlyDictionary<string, string>> Handshakes { get; } = new();

    public Uri Endpoint => new(new Uri(_application.Urls.First()), "/hook?code=secret");

    public static async Task<WebHookReceiver> StartAsync(int port = 0)
    {
        var receiver = new WebHookReceiver(port);
        await receiver._application.StartAsync();
        return receiver;
    }

    public async Task<Delivered> NextAsync() => await _arrivals.Reader.ReadAsync().AsTask().WaitAsync(TestTime.Patience);

    public ValueTask DisposeAsync() => _application.DisposeAsync();

    private IResult Consent(HttpContext context)
    {
        Handshakes.Enqueue(Headers(context));
        context.Response.Headers["WebHook-Allowed-Origin"] = AllowedOrigin;
        return Results.Ok();
    }

    private async Task<IResult> ReceiveAsync(HttpContext context)
    {
        using var reader = new StreamReader(context.Request.Body);
        var arrived = new Delivered(Headers(context), await reader.ReadToEndAsync());
        if (arrived.Headers["aeg-event-type"] == "SubscriptionValidation")
        {
            Handshakes.Enqueue(arrived.Headers);
            return Results.Json(AnswerValidation(arrived.Json[0].GetProperty("data")));
        }
        Received.Enqueue(arrived);
        _arrivals.Writer.TryWrite(arrived);
        if (await Answer(arrived) is { } status)
        {
            return Results.StatusCode(status);
        }
        await Task.Delay(Timeout.Infinite, context.RequestAborted).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        return Results.Empty;
    }

    private static Dictionary<string, string> Headers(HttpContext context) =>
        context.Request.Headers.ToDictionary(
            header => header.Key.ToLowerInvariant(), header => header.Value.ToString(), StringComparer.OrdinalIgnoreCase);
}
