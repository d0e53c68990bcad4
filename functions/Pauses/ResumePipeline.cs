using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using RingRift.Eventing.Json;
using RingRift.Functions.Requests;
using RingRift.Pipeline.Holds;

namespace RingRift.Functions.Pauses;

/// <summary>Lifts the pauses of a config, or of all.</summary>
public sealed class ResumePipeline(PipelinePauses pauses)
{
    private static readonly QueryNames Names = new("owner");

    /// <summary>
    /// <c>DELETE /api/pauses/{config}?owner=NAME</c>: 200 with the pauses that were lifted (every owner's without <c>owner</c>), 400 for a config
    /// there is none of.
    /// </summary>
    [Function(nameof(ResumePipeline))]
    public Task<IResult> RunAsync(
        [HttpTrigger(AuthorizationLevel.Function, "delete", Route = "pauses/{config}")] HttpRequest request,
        string config,
        CancellationToken cancellationToken) => ApiRequest.AnswerAsync(request, Names, async () =>
        {
            var lifted = await pauses.ResumeAsync(config, request.Query["owner"].FirstOrDefault(), cancellationToken);
            await pauses.PublishAsync(config, cancellationToken);
            return Results.Json(lifted, EventJson.Options);
        }, cancellationToken);
}
