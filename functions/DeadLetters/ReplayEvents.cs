using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using RingRift.Eventing.Contracts;
using RingRift.Eventing.Json;
using RingRift.Functions.Requests;
using RingRift.Pipeline.Operations.Redelivery;

namespace RingRift.Functions.DeadLetters;

/// <summary>Sends logged events to one consumer once more.</summary>
public sealed class ReplayEvents(EventReplay replay, TimeProvider time)
{
    /// <summary><c>POST /api/replays</c> with a <see cref="ReplayCommand"/>: 200 with the events sent (or, in a dry run, to be sent), 400 for a wrong request.</summary>
    [Function(nameof(ReplayEvents))]
    public Task<IResult> RunAsync(
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
