using System.Text.Json.Serialization;
using Azure.Messaging;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using RingRift.Eventing.Aggregates;
using RingRift.Eventing.Contracts;
using RingRift.Eventing.Json;
using RingRift.Eventing.Transactions;
using RingRift.Functions.Delivery;
using RingRift.Functions.Requests;
using RingRift.Pipeline.Champions.Rollback;

namespace RingRift.Functions;

/// <summary>Rollbacks: makes an earlier champion champion again, after a regression or because a person asks for it.</summary>
public sealed class Rollbacks(EventDelivery delivery, ChampionRollbacks rollbacks, OutboxDispatcher outbox)
{
    /// <summary>REGRESSION_CRITICAL: makes the earlier champion champion again.</summary>
    [Function(nameof(RollBackPromotion))]
    public Task RollBackPromotion([EventGridTrigger] CloudEvent cloudEvent, CancellationToken cancellationToken) =>
        delivery.DeliverAsync(nameof(RollBackPromotion), cloudEvent, cancellationToken);

    /// <summary>PROMOTION_ROLLED_BACK: puts the champion where workers read it.</summary>
    [Function(nameof(RestoreChampion))]
    public Task RestoreChampion([EventGridTrigger] CloudEvent cloudEvent, CancellationToken cancellationToken) =>
        delivery.DeliverAsync(nameof(RestoreChampion), cloudEvent, cancellationToken);

    /// <summary>
    /// <c>POST /api/champions/{config}/rollback</c> with a <see cref="RollbackCommand"/>: 200 with the champion of now, also when it was so
    /// before; 409 where the state does not allow it, 400 for a wrong request.
    /// </summary>
    [Function(nameof(RollBackChampion))]
    public Task<IResult> RollBackChampion(
        [HttpTrigger(AuthorizationLevel.Function, "post", Route = "champions/{config}/rollback")] HttpRequest request,
        string config,
        CancellationToken cancellationToken) => ApiRequest.AnswerForConfigAsync(
            request, config, body => RollBackAsync(JsonCommand.Read<RollbackCommand>(body), config, cancellationToken), cancellationToken);

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

/// <summary>Body of a rollback.</summary>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
public sealed record RollbackCommand
{
    /// <summary>Generation whose network is to be champion again, from 1.</summary>
    public required int To { get; init; }

    /// <summary>Why; kept in the history.</summary>
    public required string Reason { get; init; }
}
