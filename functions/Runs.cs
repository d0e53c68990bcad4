using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Logging;
using RingRift.Eventing.Json;
using RingRift.Eventing.Records;
using RingRift.Functions.Requests;
using RingRift.Game;
using RingRift.Pipeline.Learner;
using RingRift.Pipeline.Operations.Conditions;
using RingRift.Pipeline.Runs;

namespace RingRift.Functions;

/// <summary>Runs: lists them, starts the run of a config, says where it stands, why it waits and what came of what.</summary>
public sealed partial class Runs(
    RunStarter starter, RunStatusReader status, RunConditionsReader conditions, LineageReader lineages, LearnerStore learners, ILogger<Runs> logger)
{
    /// <summary><c>GET /api/runs</c>: 200 with the names of all configs whose run was started.</summary>
    [Function(nameof(ListRuns))]
    public Task<IResult> ListRuns(
        [HttpTrigger(AuthorizationLevel.Function, "get", Route = "runs")] HttpRequest request, CancellationToken cancellationToken) =>
        ApiRequest.AnswerAsync(request, QueryNames.None, () => ListAsync(cancellationToken), cancellationToken);

    /// <summary>
    /// <c>POST /api/runs/{config}</c>: 202 with where the run stands, 400 for a config there is none of or that the settings do not fit,
    /// 503 with the reason when storage or Event Grid do not answer. Asking again is safe: a run that was begun is found.
    /// </summary>
    [Function(nameof(StartRun))]
    public Task<IResult> StartRun(
        [HttpTrigger(AuthorizationLevel.Function, "post", Route = "runs/{config}")] HttpRequest request,
        string config,
        CancellationToken cancellationToken) =>
        ApiRequest.AnswerForConfigAsync(request, config, _ => StartAsync(config, cancellationToken), cancellationToken);

    /// <summary><c>GET /api/runs/{config}</c>: 200, 404 when it was never started, 400 for a config there is none of.</summary>
    [Function(nameof(ReadRun))]
    public Task<IResult> ReadRun(
        [HttpTrigger(AuthorizationLevel.Function, "get", Route = "runs/{config}")] HttpRequest request,
        string config,
        CancellationToken cancellationToken) => ApiRequest.AnswerForConfigAsync(
            request,
            config,
            async _ => await status.ReadAsync(config, cancellationToken) is { } found
                ? Results.Json(found, EventJson.Options)
                : ApiRequest.NotFound($"config {config} has no run; POST to the same address starts one"),
            cancellationToken);

    /// <summary><c>GET /api/runs/{config}/conditions</c>: 200, 404 when it was never started, 400 for a config there is none of.</summary>
    [Function(nameof(ReadConditions))]
    public Task<IResult> ReadConditions(
        [HttpTrigger(AuthorizationLevel.Function, "get", Route = "runs/{config}/conditions")] HttpRequest request,
        string config,
        CancellationToken cancellationToken) => ApiRequest.AnswerForConfigAsync(
            request,
            config,
            async _ => await conditions.ReadAsync(config, cancellationToken) is { } found
                ? Results.Json(found, EventJson.Options)
                : ApiRequest.NotFound($"config {config} has no run; POST to /api/runs/{config} starts one"),
            cancellationToken);

    /// <summary>
    /// <c>GET /api/runs/{config}/lineage</c>: 200 with the games and networks of the run, each by its iteration, 404 when it was never started, 400 for a
    /// config there is none of.
    /// </summary>
    [Function(nameof(ReadLineage))]
    public Task<IResult> ReadLineage(
        [HttpTrigger(AuthorizationLevel.Function, "get", Route = "runs/{config}/lineage")] HttpRequest request,
        string config,
        CancellationToken cancellationToken) => ApiRequest.AnswerForConfigAsync(
            request,
            config,
            async _ =>
            {
                var unreadable = new List<UnreadableRecord>();
                return await lineages.ReadAsync(config, unreadable, cancellationToken) is { } found
                    ? Results.Json(new { found.Games, found.Networks, Unreadable = unreadable.OrNull() }, EventJson.Options)
                    : ApiRequest.NotFound($"config {config} has no run; POST to /api/runs/{config} starts one");
            },
            cancellationToken);

    private async Task<IResult> ListAsync(CancellationToken cancellationToken)
    {
        var (runs, unreadable) = (new List<string>(), new List<UnreadableRecord>());
        foreach (var config in GameConfig.All.Select(config => config.Name))
        {
            try
            {
                if (await learners.FindStartedAsync(config, cancellationToken) is not null)
                {
                    runs.Add(config);
                }
            }
            catch (UnreadableRecordException noted)
            {
                unreadable.Add(noted.Unreadable);
            }
        }

        return Results.Json(new { runs, unreadable = unreadable.OrNull() }, EventJson.Options);
    }

    private async Task<IResult> StartAsync(string config, CancellationToken cancellationToken)
    {
        try
        {
            return Results.Json(
                await starter.StartAsync(config, cancellationToken), EventJson.Options, statusCode: StatusCodes.Status202Accepted);
        }
        catch (RunTooLargeException unfit)
        {
            return NotStarted(config, unfit, StatusCodes.Status400BadRequest);
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            // Thrown on, it would be a bare 500, and callers could not tell a passing fault from a broken host.
            LogNotStarted(exception, config);
            return NotStarted(config, exception, StatusCodes.Status503ServiceUnavailable);
        }
    }

    private static IResult NotStarted(string config, Exception why, int status) =>
        Results.Problem($"the run of {config} could not be started: {why.Message}", statusCode: status);

    [LoggerMessage(1, LogLevel.Error, "{Config}: the run could not be started")]
    private partial void LogNotStarted(Exception exception, string config);
}
