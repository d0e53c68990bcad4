using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using RingRift.Eventing.Contracts;
using RingRift.Eventing.Json;
using RingRift.Functions.Requests;
using RingRift.Pipeline.Operations.Redelivery;

namespace RingRift.Functions.DeadLetters;

/// <summary>Sends dead letters to the consumer that gave them up, and to nobody else.</summary>
public sealed class RedriveDeadLetters(DeadLetterOperations operations, TimeProvider time)
{
    /// <summary><c>POST /api/dead-letters/redrive</c> with a <see cref="DeadLetterCommand"/>: 200 with what was done for each letter, 400 for a wrong request.</summary>
    [Function(nameof(RedriveDeadLetters))]
    public Task<IResult> RunAsync(
        [HttpTrigger(AuthorizationLevel.Function, "post", Route = "dead-letters/redrive")] HttpRequest request,
        CancellationToken cancellationToken) => ApiRequest.AnswerAsync(request, QueryNames.None, async body =>
        {
            var command = JsonCommand.Read<DeadLetterCommand>(body);
            var report = await operations.RedriveAsync(command.Selection(time.GetUtcNow()), command.CheckedReason(), command.DryRun, cancellationToken);
            return Results.Json(report, EventJson.Options);
        }, cancellationToken);
}
