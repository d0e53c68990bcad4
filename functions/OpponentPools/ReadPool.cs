using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using RingRift.Eventing.Json;
using RingRift.Functions.Requests;
using RingRift.Functions.Runs;
using RingRift.Game;
using RingRift.Pipeline.Champions.Pool;

namespace RingRift.Functions.OpponentPools;

/// <summary>Lists the past champions of a config as opponents.</summary>
public sealed class ReadPool(OpponentPoolReader reader)
{
    /// <summary><c>GET /api/pools/{config}</c>: 200, without opponents before the first promotion; 400 for a config there is none of.</summary>
    [Function(nameof(ReadPool))]
    public Task<IResult> RunAsync(
        [HttpTrigger(AuthorizationLevel.Function, "get", Route = "pools/{config}")] HttpRequest request,
        string config,
        CancellationToken cancellationToken) =>
        ApiRequest.AnswerAsync(
            request,
            QueryNames.None,
            async () => GameConfig.TryParse(config, out _)
                ? Results.Json(await reader.ReadAsync(config, cancellationToken), EventJson.Options)
                : UnknownConfig.Answer(config),
            cancellationToken);
}
