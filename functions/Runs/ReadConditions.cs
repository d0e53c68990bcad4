using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using RingRift.Functions.Handling;
using RingRift.Game;
using RingRift.Pipeline.Conditions;
using RingRift.Pipeline.Events;

namespace RingRift.Functions.Runs;

/// <summary>Says what the run of a config waits for.</summary>
public sealed class ReadConditions(RunConditionsReader reader)
{
    /// <summary><c>GET /api/runs/{config}/conditions</c>: 200, 404 when it was never started, 400 for a config there is none of.</summary>
    [Function(nameof(ReadConditions))]
    public async Task<IResult> RunAsync(
        [HttpTrigger(AuthorizationLevel.Function, "get", Route = "runs/{config}/conditions")] HttpRequest request,
        string config,
        CancellationToken cancellationToken)
    {
        if (!GameConfig.TryParse(config, out _))
        {
            return UnknownConfig.Answer(config);
        }

        return await UnreadableAnswer.GuardAsync(async () => await reader.ReadAsync(config, cancellationToken) is { } conditions
            ? Results.Json(conditions, EventJson.Options)
            : Results.Problem($"config {config} has no run; POST to /api/runs/{config} starts one", statusCode: StatusCodes.Status404NotFound));
    }
}
