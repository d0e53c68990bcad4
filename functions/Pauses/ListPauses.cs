using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using RingRift.Functions.Requests;
using RingRift.Pipeline.Events;
using RingRift.Pipeline.Pauses;

namespace RingRift.Functions.Pauses;

/// <summary>Lists the pauses that hold now.</summary>
public sealed class ListPauses(PipelinePauses pauses)
{
    /// <summary><c>GET /api/pauses</c>: 200 with the scopes that are paused.</summary>
    [Function(nameof(ListPauses))]
    public Task<IResult> RunAsync(
        [HttpTrigger(AuthorizationLevel.Function, "get", Route = "pauses")] HttpRequest request, CancellationToken cancellationToken) =>
        ApiRequest.AnswerAsync(
            request, QueryNames.None, async () => Results.Json(await pauses.ListAsync(cancellationToken), EventJson.Options), cancellationToken);
}
