using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using RingRift.Eventing.Contracts;
using RingRift.Eventing.Json;
using RingRift.Eventing.Records;
using RingRift.Functions.Requests;
using RingRift.Pipeline.Holds;

namespace RingRift.Functions;

/// <summary>Pauses: holds back the jobs of a config or of all, lets them go, and lists the pauses that hold.</summary>
public sealed class Pauses(PipelinePauses pauses)
{
    private static readonly QueryNames ResumeNames = new("owner");

    /// <summary>
    /// <c>GET /api/pauses</c>: 200 with the scopes that are paused; scopes that this version cannot read follow, each an
    /// <see cref="UnreadableRecord"/>.
    /// </summary>
    [Function(nameof(ListPauses))]
    public Task<IResult> ListPauses(
        [HttpTrigger(AuthorizationLevel.Function, "get", Route = "pauses")] HttpRequest request,
        CancellationToken cancellationToken) => ApiRequest.AnswerAsync(request, QueryNames.None, async () =>
        {
            var unreadable = new List<UnreadableRecord>();
            var held = await pauses.ListAsync(unreadable, cancellationToken);
            return Results.Json(held.Concat<object>(unreadable), EventJson.Options);
        }, cancellationToken);

    /// <summary>
    /// <c>POST /api/pauses/{config}</c> with <c>{"owner", "reason", "duration": "00:30:00"}</c>: 200 with the pauses of the config, 400
    /// naming the value that breaks a rule. The config may be <c>all</c>. The same owner's pause is prolonged.
    /// </summary>
    [Function(nameof(PausePipeline))]
    public Task<IResult> PausePipeline(
        [HttpTrigger(AuthorizationLevel.Function, "post", Route = "pauses/{config}")] HttpRequest request,
        string config,
        CancellationToken cancellationToken) => ApiRequest.AnswerAsync(request, QueryNames.None, async body =>
        {
            var state = await pauses.PauseAsync(config, JsonCommand.Read<PauseRequest>(body), cancellationToken);
            await pauses.PublishAsync(config, cancellationToken);
            return Results.Json(state, EventJson.Options);
        }, cancellationToken);

    /// <summary>
    /// <c>DELETE /api/pauses/{config}?owner=NAME</c>: 200 with the pauses that were lifted (every owner's without <c>owner</c>), 400 for a
    /// config there is none of.
    /// </summary>
    [Function(nameof(ResumePipeline))]
    public Task<IResult> ResumePipeline(
        [HttpTrigger(AuthorizationLevel.Function, "delete", Route = "pauses/{config}")] HttpRequest request,
        string config,
        CancellationToken cancellationToken) => ApiRequest.AnswerAsync(request, ResumeNames, async () =>
        {
            var lifted = await pauses.ResumeAsync(config, request.Query["owner"].FirstOrDefault(), cancellationToken);
            await pauses.PublishAsync(config, cancellationToken);
            return Results.Json(lifted, EventJson.Options);
        }, cancellationToken);
}
