using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Logging;
using RingRift.Eventing.Json;
using RingRift.Functions.Requests;
using RingRift.Game;
using RingRift.Pipeline.Runs;

namespace RingRift.Functions.Runs;

/// <summary>Starts the run of a config, or says where it stands.</summary>
public sealed partial class StartRun(RunStarter starter, ILogger<StartRun> logger)
{
    /// <summary>
    /// <c>POST /api/runs/{config}</c>: 202 with where the run stands, 400 for a config there is none of or that the settings do not fit, 503 with the reason when storage or
    /// Event Grid do not answer. Asking again is safe: what was begun is found.
    /// </summary>
    [Function(nameof(StartRun))]
    public Task<IResult> RunAsync(
        [HttpTrigger(AuthorizationLevel.Function, "post", Route = "runs/{config}")] HttpRequest request,
        string config,
        CancellationToken cancellationToken) =>
        ApiRequest.AnswerAsync(request, QueryNames.None, () => StartAsync(config, cancellationToken), cancellationToken);

    private async Task<IResult> StartAsync(string config, CancellationToken cancellationToken)
    {
        if (!GameConfig.TryParse(config, out _))
        {
            return UnknownConfig.Answer(config);
        }

        try
        {
            return Results.Json(
                await starter.StartAsync(config, cancellationToken), EventJson.Options, statusCode: StatusCodes.Status202Accepted);
        }
        catch (RunTooLargeException unfit)
        {
            return Results.Problem($"the run of {config} could not be started: {unfit.Message}", statusCode: StatusCodes.Status400BadRequest);
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            // Thrown on, it would be a bare 500, and callers could not tell a passing fault from a broken host.
            LogNotStarted(exception, config);
            return Results.Problem(
                $"the run of {config} could not be started: {exception.Message}", statusCode: StatusCodes.Status503ServiceUnavailable);
        }
    }

    [LoggerMessage(1, LogLevel.Error, "{Config}: the run could not be started")]
    private partial void LogNotStarted(Exception exception, string config);
}
