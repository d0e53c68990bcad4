using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using RingRift.Eventing.Contracts;
using RingRift.Eventing.Json;
using RingRift.Functions.Requests;
using RingRift.Pipeline.Holds;

namespace RingRift.Functions.Pauses;

/// <summary>Pauses a config, or all.</summary>
public sealed class PausePipeline(PipelinePauses pauses)
{
    /// <summary>
    /// <c>POST /api/pauses/{config}</c> with <c>{"owner", "reason", "duration": "00:30:00"}</c>: 200 with the pauses of the config, 400 naming what
    /// breaks a rule. The config may be <c>all</c>. The same owner's pause is prolonged.
    /// </summary>
    [Function(nameof(PausePipeline))]
    public Task<IResult> RunAsync(
        [HttpTrigger(AuthorizationLevel.Function, "post", Route = "pauses/{config}")] HttpRequest request,
        string config,
        CancellationToken cancellationToken) => ApiRequest.AnswerAsync(request, QueryNames.None, async body =>
        {
            var state = await pauses.PauseAsync(config, JsonCommand.Read<PauseRequest>(body), cancellationToken);
            await pauses.PublishAsync(config, cancellationToken);
            return Results.Json(state, EventJson.Options);
        }, cancellationToken);
}
