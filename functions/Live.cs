using System.Net.ServerSentEvents;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using RingRift.Eventing.Json;
using RingRift.Eventing.Live;
using RingRift.Functions.Requests;

namespace RingRift.Functions;

/// <summary>Live updates: streams what is new in the event log.</summary>
public sealed class Live(LiveFeed feed)
{
    private const string LastEventId = "Last-Event-ID";
    private const string Take = "take";
    private const string Once = "once";
    private const string RetryAfterSeconds = "10";
    private static readonly QueryNames Names = new(Take, Once);
    private static readonly TimeSpan Reconnection = TimeSpan.FromSeconds(1);

    /// <summary>
    /// <c>GET /api/live?take=N&amp;once=true</c>: server-sent events. <c>event</c> carries a <see cref="LiveEvent"/>, <c>beat</c> is a
    /// sign of life, <c>gap</c> says that more was missed than is told, <c>end</c> that the stream is over. It begins with the newest N
    /// events of the last day, 0 to 5000 (200), or, with the id of an earlier message as <c>Last-Event-ID</c>, with what was missed since.
    /// An event may come several times. With <c>once</c> it ends there, for who asks again and again instead. 503 with
    /// <c>Retry-After</c> while too many watch.
    /// </summary>
    [Function(nameof(FollowEvents))]
    public Task<IResult> FollowEvents(
        [HttpTrigger(AuthorizationLevel.Function, "get", Route = "live")] HttpRequest request, CancellationToken cancellationToken) =>
        ApiRequest.AnswerAsync(request, Names, () => Task.FromResult(Answer(request)), cancellationToken);

    private IResult Answer(HttpRequest request)
    {
        var (after, first) = (PositionOf(request), ApiRequest.CountOf(request, Take, LiveFeed.MostEvents, LiveFeed.DefaultEvents));
        if (IsOnce(request))
        {
            return TypedResults.ServerSentEvents(MessagesOf(feed.ReadAsync(after, first, request.HttpContext.RequestAborted)));
        }

        if (feed.IsFull)
        {
            request.HttpContext.Response.Headers.RetryAfter = RetryAfterSeconds;
            return Results.Problem(
                $"{feed.Streams} watch already; ask later, or GET /api/events", statusCode: StatusCodes.Status503ServiceUnavailable);
        }

        // Not the token of the invocation, which is over before the answer is written.
        return TypedResults.ServerSentEvents(MessagesOf(feed.FollowAsync(after, first, request.HttpContext.RequestAborted)));
    }

    private static async IAsyncEnumerable<SseItem<string>> MessagesOf(IAsyncEnumerable<LiveItem> items)
    {
        await foreach (var item in items)
        {
            var data = item.Event is { } told ? JsonSerializer.Serialize(told, EventJson.Options) : string.Empty;
            yield return new SseItem<string>(data, JsonNamingPolicy.CamelCase.ConvertName(item.Kind.ToString()))
            {
                EventId = item.Position?.ToString(),
                ReconnectionInterval = item.Kind == LiveKind.End ? Reconnection : null,
            };
        }
    }

    private static bool IsOnce(HttpRequest request)
    {
        var text = request.Query[Once].FirstOrDefault() ?? bool.FalseString;
        return bool.TryParse(text, out var once) ? once : throw new ArgumentException($"once is '{text}'; it is true or false");
    }

    private static LivePosition? PositionOf(HttpRequest request) => request.Headers[LastEventId].FirstOrDefault() switch
    {
        null or "" => null,
        var text when LivePosition.TryParse(text, out var position) => position,
        var text => throw new ArgumentException($"{LastEventId} '{text}': must be the id of a message of this stream"),
    };
}
