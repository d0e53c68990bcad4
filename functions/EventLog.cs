using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using RingRift.Eventing.Json;
using RingRift.Eventing.Log;
using RingRift.Eventing.Records;
using RingRift.Functions.Requests;

namespace RingRift.Functions;

/// <summary>The event log: lists events with their handlings, and traces a chain of events by cause and effect.</summary>
public sealed class EventLog(IEventLog log, EventTraceReader traces, TimeProvider time)
{
    private const string TraceSegment = "traces";
    private const string Correlation = "correlation";
    private static readonly QueryNames ListNames = new("from", "to", "type", Correlation, "failed", "take") { Repeatable = "type" };
    private static readonly QueryNames TraceNames = new(Correlation, "before", "after");

    /// <summary>
    /// <c>GET /api/events?from=T&amp;to=T&amp;type=NAME&amp;correlation=C&amp;failed=true&amp;take=N</c>: <see cref="LoggedEvent"/>s,
    /// newest first. Times as <see cref="EventTimeText.Rule"/> says, by default the last 24 hours; N from 1 to 1000 (100); type may be
    /// repeated. Rows that this version cannot read follow the events, each an <see cref="UnreadableRecord"/>.
    /// </summary>
    [Function(nameof(ListEvents))]
    public Task<IResult> ListEvents(
        [HttpTrigger(AuthorizationLevel.Function, "get", Route = "events")] HttpRequest request, CancellationToken cancellationToken) =>
        ApiRequest.AnswerAsync(request, ListNames, () => ListAsync(request, cancellationToken), cancellationToken);

    /// <summary>
    /// <c>GET /api/traces/{correlation}?before=N&amp;after=N</c>: 200 with an <see cref="EventTrace"/>, 404 when the log holds no event of
    /// it. Causes and effects are followed into N iterations before and after, 0 to 1000 (0). The correlation is percent-encoded, and may
    /// hold slashes as they are; as <c>GET /api/traces?correlation=</c> it may be any text, dots alone too, which addresses have no room
    /// for in a path.
    /// </summary>
    [Function(nameof(ReadTrace))]
    public Task<IResult> ReadTrace(
        [HttpTrigger(AuthorizationLevel.Function, "get", Route = TraceSegment + "/{*correlation}")] HttpRequest request,
        CancellationToken cancellationToken) =>
        ApiRequest.AnswerAsync(request, TraceNames, () => TraceAsync(request, cancellationToken), cancellationToken);

    private async Task<IResult> ListAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        var text = new EventListText
        {
            From = request.Query["from"].FirstOrDefault(),
            To = request.Query["to"].FirstOrDefault(),
            Types = [.. request.Query["type"].OfType<string>()],
            Correlation = request.Query[Correlation].FirstOrDefault(),
            Failed = request.Query["failed"].FirstOrDefault(),
            Take = request.Query["take"].FirstOrDefault(),
        };
        if (!EventListRequest.TryRead(text, time.GetUtcNow(), out var wanted, out var problem))
        {
            return Results.Problem(problem, statusCode: StatusCodes.Status400BadRequest);
        }

        var unreadable = new List<UnreadableRecord>();
        var events = await wanted.ReadAsync(log, unreadable, cancellationToken);
        return Results.Json(events.Concat<object>(unreadable), EventJson.Options);
    }

    private async Task<IResult> TraceAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        var asked = Asked(request);
        var (before, after) = (Neighbours(request, "before"), Neighbours(request, "after"));
        foreach (var correlation in asked)
        {
            if (await traces.ReadAsync(correlation, before, after, cancellationToken) is { } trace)
            {
                return Results.Json(trace, EventJson.Options);
            }
        }

        return ApiRequest.NotFound($"correlation '{asked[0]}': the event log holds no event of it; it is a config and an iteration, for example hex8_2p-0003");
    }

    private static IReadOnlyList<string> Asked(HttpRequest request) =>
        (PathText.After(request, TraceSegment), request.Query[Correlation].FirstOrDefault()) switch
        {
            ([], { Length: > 0 } text) => [text],
            ([], _) => throw new ArgumentException("correlation: must be there, behind /traces/ or as ?correlation="),
            (var path, null) => path,
            (_, { } text) => throw new ArgumentException($"query 'correlation={text}': must not stand beside a correlation in the path"),
        };

    private static int Neighbours(HttpRequest request, string name) =>
        ApiRequest.CountOf(request, name, EventTraceReader.MostNeighbours, without: 0);
}
