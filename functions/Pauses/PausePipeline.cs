using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using RingRift.Pipeline.Events;
using RingRift.Pipeline.Pauses;

namespace RingRift.Functions.Pauses;

/// <summary>Pauses a config, or all.</summary>
public sealed class PausePipeline(PipelinePauses pauses)
{
    /// <summary>
    /// <c>POST /api/pauses/{config}</c> with <c>{"owner", "reason", "duration": "00:30:00"}</c>: 200 with the pauses of the config, 400 naming what
    /// breaks a rule. The config may be <c>all</c>. The same owner's pause is prolonged.
    /// </summary>
    [Function(nameof(PausePipeline))]
    public async Task<IResult> RunAsync(
        [HttpTrigger(AuthorizationLevel.Function, "post", Route = "pauses/{config}")] HttpRequest request,
        string config,
        CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        try
        {
            var asked = await request.ReadFromJsonAsync<PauseRequest>(EventJson.Options, cancellationToken)
                ?? throw new JsonException("the body is null; it must be an object with owner, reason and duration");
            var state = await pauses.PauseAsync(config, asked, cancellationToken);
            await pauses.PublishAsync(config, cancellationToken);
            return Results.Json(state, EventJson.Options);
        }
        catch (Exception e) when (e is ArgumentException or JsonException or InvalidOperationException)
        {
            return Results.Problem(e.Message, statusCode: StatusCodes.Status400BadRequest);
        }
    }
}
