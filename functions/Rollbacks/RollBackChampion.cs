using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using RingRift.Eventing.Aggregates;
using RingRift.Eventing.Contracts;
using RingRift.Eventing.Json;
using RingRift.Eventing.Transactions;
using RingRift.Functions.Requests;
using RingRift.Functions.Runs;
using RingRift.Game;
using RingRift.Pipeline.Champions.Rollback;

namespace RingRift.Functions.Rollbacks;

/// <summary>Makes an earlier champion champion again because a person asks for it.</summary>
public sealed class RollBackChampion(ChampionRollbacks rollbacks, OutboxDispatcher outbox)
{
    /// <summary>
    /// <c>POST /api/champions/{config}/rollback</c> with a <see cref="RollbackCommand"/>: 200 with what is champion now, also when it was before; 409 where the
    /// state does not allow it, 400 for a wrong request.
    /// </summary>
    [Function(nameof(RollBackChampion))]
    public Task<IResult> RunAsync(
        [HttpTrigger(AuthorizationLevel.Function, "post", Route = "champions/{config}/rollback")] HttpRequest request,
        string config,
        CancellationToken cancellationToken) => ApiRequest.AnswerAsync(
            request,
            QueryNames.None,
            async body => GameConfig.TryParse(config, out _)
                ? await RollBackAsync(JsonCommand.Read<RollbackCommand>(body), config, cancellationToken)
                : UnknownConfig.Answer(config),
            cancellationToken);

    private async Task<IResult> RollBackAsync(RollbackCommand command, string config, CancellationToken cancellationToken)
    {
        try
        {
            var report = await rollbacks.RollBackAsync(config, command.To, command.Reason, cancellationToken);
            await outbox.DispatchAsync(AggregateKey.Regression(report.Config), cancellationToken);
            return Results.Json(report, EventJson.Options);
        }
        catch (RollbackRefusedException refused)
        {
            return Results.Problem(refused.Message, statusCode: StatusCodes.Status409Conflict);
        }
    }
}
