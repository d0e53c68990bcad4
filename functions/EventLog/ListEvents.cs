using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using RingRift.Eventing.Json;
using RingRift.Eventing.Log;
using RingRift.Eventing.Records;
using RingRift.Functions.Requests;

namespace RingRift.Functions.EventLog;

/// <summary>Lists the events that were published, with what became of them.</summary>
public sealed class ListEvents(IEventLog log, TimeProvider time)
{
    private static readonly QueryNames Names = new("from", "to", "type", "correlation", "failed", "take") { Repeatable = "type" };

    /// <summary>
    /// <c>GET /api/events?from=T&amp;to=T&amp;type=NAME&amp;correlation=C&amp;failed=true&amp;take=N</c>: <see cref="LoggedEvent"/>s, newest first. Times as
    /// <see cref="EventTimeText.Rule"/> says, by default the last 24 hours; N from 1 to 1000 (100); type may be repeated. Rows that this
    /// version cannot read follow the events, each an <see cref="UnreadableRecord"/>.
    /// </summary>
    [Function(nameof(ListEvents))]
    public Task<IResult> RunAsync(
        [HttpTrigger(AuthorizationLevel.Function, "get", Route = "events")] HttpRequest request, CancellationToken cancellationToken) =>
        ApiRequest.AnswerAsync(request, Names, () => ListAsync(request, cancellationToken), cancellationToken);

    private async Task<IResult> ListAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        var text = new EventListText
        {
            From = request.Query["from"].FirstOrDefault(),
            To = request.Query["to"].FirstOrDefault(),
            Types = [.. request.Query["type"].OfType<string>()],
            Correlation = request.Query["correlation"].FirstOrDefault(),
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
}
