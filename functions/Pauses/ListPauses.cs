using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using RingRift.Eventing.Json;
using RingRift.Eventing.Records;
using RingRift.Functions.Requests;
using RingRift.Pipeline.Holds;

namespace RingRift.Functions.Pauses;

/// <summary>Lists the pauses that hold now.</summary>
public sealed class ListPauses(PipelinePauses pauses)
{
    /// <summary><c>GET /api/pauses</c>: 200 with the scopes that are paused; scopes that this version cannot read follow, each an <see cref="UnreadableRecord"/>.</summary>
    [Function(nameof(ListPauses))]
    public Task<IResult> RunAsync(
        [HttpTrigger(AuthorizationLevel.Function, "get", Route = "pauses")] HttpRequest request, CancellationToken cancellationToken) =>
        ApiRequest.AnswerAsync(request, QueryNames.None, () => ListAsync(cancellationToken), cancellationToken);

    private async Task<IResult> ListAsync(CancellationToken cancellationToken)
    {
        var unreadable = new List<UnreadableRecord>();
        var held = await pauses.ListAsync(unreadable, cancellationToken);
        return Results.Json(held.Concat<object>(unreadable), EventJson.Options);
    }
}
