using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using RingRift.Eventing.Json;
using RingRift.Functions.Requests;
using RingRift.Game;
using RingRift.Pipeline.Operations.Conditions;

namespace RingRift.Functions.Runs;

/// <summary>Says what the run of a config waits for.</summary>
public sealed class ReadConditions(RunConditionsReader reader)
{
    /// <summary><c>GET /api/runs/{config}/conditions</c>: 200, 404 when it was never started, 400 for a config there is none of.</summary>
    [Function(nameof(ReadConditions))]
    public Task<IResult> RunAsync(
        [HttpTrigger(AuthorizationLevel.Function, "get", Route = "runs/{config}/conditions")] HttpRequest request,
        string config,
        CancellationToken cancellationToken) =>
        ApiRequest.AnswerAsync(request, QueryNames.None, () => ReadAsync(config, cancellationToken), cancellationToken);

    private async Task<IResult> ReadAsync(string config, CancellationToken cancellationToken)
    {
        if (!GameConfig.TryParse(config, out _))
        {
            return UnknownConfig.Answer(config);
        }

        return await reader.ReadAsync(config, cancellationToken) is { } conditions
            ? Results.Json(conditions, EventJson.Options)
            : Results.Problem($"config {config} has no run; POST to /api/runs/{config} starts one", statusCode: StatusCodes.Status404NotFound);
    }
}
