using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using RingRift.Functions.Handling;
using RingRift.Pipeline.DeadLetters;
using RingRift.Pipeline.Events;

namespace RingRift.Functions.DeadLetters;

/// <summary>Shows one event that was given up.</summary>
public sealed class ReadDeadLetter(IDeadLetterStore store)
{
    /// <summary><c>GET /api/dead-letters/{id}</c>: 200 with the whole letter, 404 when there is none.</summary>
    [Function(nameof(ReadDeadLetter))]
    public async Task<IResult> RunAsync(
        [HttpTrigger(AuthorizationLevel.Function, "get", Route = "dead-letters/{id}")] HttpRequest request,
        string id,
        CancellationToken cancellationToken) => await UnreadableAnswer.GuardAsync(async () => await store.GetAsync(id, cancellationToken) is { } stored
            ? Results.Json(stored.Letter, EventJson.Options)
            : Results.Problem($"there is no dead letter '{id}'; GET /api/dead-letters lists them", statusCode: StatusCodes.Status404NotFound));
}
