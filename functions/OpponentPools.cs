using Azure.Messaging;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using RingRift.Functions.Delivery;
using RingRift.Functions.Requests;
using RingRift.Pipeline.Champions.Pool;
using RingRift.Pipeline.Champions.Ratings;

namespace RingRift.Functions;

/// <summary>Opponent pools: past champions of a config, the scores against them, and the ratings that follow from all scores.</summary>
public sealed class OpponentPools(EventDelivery delivery, OpponentPoolReader reader, RatingReader ratings)
{
    /// <summary>MODEL_PROMOTED: keeps the new champion and the one it replaced as opponents.</summary>
    [Function(nameof(EnrolChampion))]
    public Task EnrolChampion([EventGridTrigger] CloudEvent cloudEvent, CancellationToken cancellationToken) =>
        delivery.DeliverAsync(nameof(EnrolChampion), cloudEvent, cancellationToken);

    /// <summary>EVALUATION_COMPLETED: counts the candidate's score for the win rates of the opponent pool.</summary>
    [Function(nameof(CountOpponentResults))]
    public Task CountOpponentResults([EventGridTrigger] CloudEvent cloudEvent, CancellationToken cancellationToken) =>
        delivery.DeliverAsync(nameof(CountOpponentResults), cloudEvent, cancellationToken);

    /// <summary>
    /// <c>GET /api/pools/{config}</c>: 200, without opponents before the first promotion; 400 for a config there is none of.
    /// </summary>
    [Function(nameof(ReadPool))]
    public Task<IResult> ReadPool(
        [HttpTrigger(AuthorizationLevel.Function, "get", Route = "pools/{config}")] HttpRequest request,
        string config,
        CancellationToken cancellationToken) => ApiRequest.ShowForConfigAsync(
            request, config, () => reader.ReadAsync(config, cancellationToken), cancellationToken);

    /// <summary>
    /// <c>GET /api/ratings/{config}</c>: 200, without players before the first evaluation; 400 for a config there is none of.
    /// </summary>
    [Function(nameof(ReadRatings))]
    public Task<IResult> ReadRatings(
        [HttpTrigger(AuthorizationLevel.Function, "get", Route = "ratings/{config}")] HttpRequest request,
        string config,
        CancellationToken cancellationToken) => ApiRequest.ShowForConfigAsync(
            request, config, () => ratings.ReadAsync(config, cancellationToken), cancellationToken);
}
