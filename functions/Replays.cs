using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using RingRift.Eventing.Contracts;
using RingRift.Eventing.Json;
using RingRift.Functions.Requests;
using RingRift.Pipeline.Operations.Redelivery;

namespace RingRift.Functions;

/// <summary>Replays: sends logged events to one consumer once more.</summary>
public sealed class Replays(EventReplay replay, TimeProvider time)
{
    /// <summary>
    /// <c>POST /api/replays</c> with a <see cref="ReplayCommand"/>: 200 with the events sent (or, in a dry run, to be sent), 400 for a
    /// wrong request.
    /// </summary>
    [Function(nameof(ReplayEvents))]
    public Task<IResult> ReplayEvents(
        [HttpTrigger(AuthorizationLevel.Function, "post", Route = "replays")] HttpRequest request,
        CancellationToken cancellationToken) => ApiRequest.AnswerAsync(request, QueryNames.None, async body =>
        {
            var command = JsonCommand.Read<ReplayCommand>(body);
            var now = time.GetUtcNow();
            var wanted = ReplayRequest.Of(
                command.Consumer, command.Correlation, TimeText.Read("from", command.From, now), TimeText.Read("to", command.To, now));
            return Results.Json(
                await replay.ReplayAsync(wanted, command.Reason ?? "replay", command.DryRun, cancellationToken), EventJson.Options);
        }, cancellationToken);
}

/// <summary>Body of a replay: the consumer, either a correlation or from and to, and why.</summary>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
public sealed record ReplayCommand
{
    /// <summary>Who gets the events.</summary>
    public string? Consumer { get; init; }

    /// <summary>The chain to replay.</summary>
    public string? Correlation { get; init; }

    /// <summary>Published at or after this time: ISO 8601, or a time ago such as 2h.</summary>
    public string? From { get; init; }

    /// <summary>Published before this time: ISO 8601, or a time ago such as 2h.</summary>
    public string? To { get; init; }

    /// <summary>Why; stands in the log.</summary>
    public string? Reason { get; init; }

    /// <summary>Only say which events it would be.</summary>
    public bool DryRun { get; init; }
}
