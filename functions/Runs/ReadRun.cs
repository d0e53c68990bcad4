using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using RingRift.Eventing.Json;
using RingRift.Functions.Requests;
using RingRift.Game;
using RingRift.Pipeline.Runs;

namespace RingRift.Functions.Runs;

/// <summary>Says where the run of a config stands.</summary>
public sealed class ReadRun(RunStatusReader reader)
{
    /// <summary><c>GET /api/runs/{config}</c>: 200, 404 when it was never started, 400 for a config there is none of.</summary>
    [Function(nameof(ReadRun))]
    public Task<IResult> RunAsync(
        [HttpTrigger(AuthorizationLevel.Function, "get", Route = "runs/{config}")] HttpRequest request,
        string config,
        CancellationToken cancellationToken) =>
        ApiRequest.AnswerAsync(request, QueryNames.None, () => ReadAsync(config, cancellationToken), cancellationToken);

    private async Task<IResult> ReadAsync(string config, CancellationToken cancellationToken)
    {
        if (!GameConfig.TryParse(config, out _))
        {
            return UnknownConfig.Answer(config);
        }

        return await reader.ReadAsync(config, cancellationToken) is { } status
            ? Results.Json(status, EventJson.Options)
            : Results.Problem(
                $"config {config} has no run; POST to the same address starts one", statusCode: StatusCodes.Status404NotFound);
    }
}
