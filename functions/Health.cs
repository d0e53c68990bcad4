using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using RingRift.Eventing.DeadLetters;
using RingRift.Eventing.Json;
using RingRift.Functions.Requests;

namespace RingRift.Functions;

/// <summary>Health: says whether the functions can do their work.</summary>
public sealed class Health(IDeadLetterStore store)
{
    /// <summary>
    /// <c>GET /api/health</c>: 200 with the numbers of dead letters by consumer and status when storage answers, 503 with the reason when
    /// it does not.
    /// </summary>
    [Function(nameof(ReadHealth))]
    public Task<IResult> ReadHealth(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "health")] HttpRequest request, CancellationToken cancellationToken) =>
        ApiRequest.AnswerAsync(request, QueryNames.None, () => ReadAsync(cancellationToken), cancellationToken);

    private async Task<IResult> ReadAsync(CancellationToken cancellationToken)
    {
        try
        {
            var counts = await store.CountAsync(cancellationToken);
            return Results.Json(new { status = "healthy", deadLetters = counts }, EventJson.Options);
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            return Results.Json(
                new { status = "unhealthy", reason = $"storage: {exception.Message}" },
                statusCode: StatusCodes.Status503ServiceUnavailable);
        }
    }
}
