using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using RingRift.Eventing.DeadLetters;
using RingRift.Eventing.Json;
using RingRift.Functions.Requests;

namespace RingRift.Functions.DeadLetters;

/// <summary>Shows one event that was given up.</summary>
public sealed class ReadDeadLetter(IDeadLetterStore store)
{
    /// <summary><c>GET /api/dead-letters/{id}</c>: 200 with the whole letter, 404 when there is none.</summary>
    [Function(nameof(ReadDeadLetter))]
    public Task<IResult> RunAsync(
        [HttpTrigger(AuthorizationLevel.Function, "get", Route = "dead-letters/{id}")] HttpRequest request,
        string id,
        CancellationToken cancellationToken) => ApiRequest.AnswerAsync(
            request,
            QueryNames.None,
            async () => await store.GetAsync(id, cancellationToken) is { } stored
                ? Results.Json(stored.Letter, EventJson.Options)
                : Results.Problem($"there is no dead letter '{id}'; GET /api/dead-letters lists them", statusCode: StatusCodes.Status404NotFound),
            cancellationToken);
}
