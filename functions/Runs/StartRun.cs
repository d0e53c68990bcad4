using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using RingRift.Game;
using RingRift.Pipeline.Events;
using RingRift.Pipeline.Runs;

namespace RingRift.Functions.Runs;

/// <summary>Starts the run of a config, or says where it stands.</summary>
public sealed class StartRun(RunStarter starter)
{
    /// <summary><c>POST /api/runs/{config}</c>: 202 with where the run stands, 400 for a config there is none of.</summary>
    [Function(nameof(StartRun))]
    public async Task<IResult> RunAsync(
        [HttpTrigger(AuthorizationLevel.Function, "post", Route = "runs/{config}")] HttpRequest request,
        string config,
        CancellationToken cancellationToken) =>
        GameConfig.TryParse(config, out _)
            ? Results.Json(
                await starter.StartAsync(config, cancellationToken), EventJson.Options, statusCode: StatusCodes.Status202Accepted)
            : UnknownConfig.Answer(config);
}
