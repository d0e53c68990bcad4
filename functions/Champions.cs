using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Net.Http.Headers;
using RingRift.Eventing.Artifacts;
using RingRift.Eventing.Json;
using RingRift.Eventing.Records;
using RingRift.Functions.Requests;
using RingRift.Pipeline.Champions;

namespace RingRift.Functions;

/// <summary>Champions: lists those of a config, and hands out their networks.</summary>
public sealed class Champions(IChampionStore champions, IArtifactStore artifacts)
{
    /// <summary>
    /// <c>GET /api/champions/{config}</c>: 200 with every champion so far, oldest first, none before the first promotion; 400 for a config
    /// there is none of.
    /// </summary>
    [Function(nameof(ListChampions))]
    public Task<IResult> ListChampions(
        [HttpTrigger(AuthorizationLevel.Function, "get", Route = "champions/{config}")] HttpRequest request,
        string config,
        CancellationToken cancellationToken) => ApiRequest.AnswerForConfigAsync(
            request,
            config,
            async _ =>
            {
                var unreadable = new List<UnreadableRecord>();
                var history = await champions.HistoryAsync(config, unreadable, cancellationToken).ToListAsync(cancellationToken);
                var line = new ChampionLine(history);
                return Results.Json(
                    new
                    {
                        champions = history.Select(champion => ChampionSummary.Of(champion, line.RolledBackBy(champion))),
                        unreadable = unreadable.OrNull(),
                    },
                    EventJson.Options);
            },
            cancellationToken);

    /// <summary>
    /// <c>GET /api/champions/{config}/{generation}/model</c>: 200 with the network as an ONNX file, its hash as ETag; 404 for a generation
    /// there is none of, or whose network retention has deleted; 400 for a config there is none of or what is no number.
    /// </summary>
    [Function(nameof(ReadChampionModel))]
    public Task<IResult> ReadChampionModel(
        [HttpTrigger(AuthorizationLevel.Function, "get", Route = "champions/{config}/{generation}/model")] HttpRequest request,
        string config,
        string generation,
        CancellationToken cancellationToken) => ApiRequest.AnswerForConfigAsync(
            request, config, _ => ModelAsync(config, ApiRequest.NumberOf("generation", generation, least: 1), cancellationToken), cancellationToken);

    private async Task<IResult> ModelAsync(string config, int generation, CancellationToken cancellationToken)
    {
        var champion = await champions.HistoryAsync(config, cancellationToken)
            .FirstOrDefaultAsync(champion => champion.Generation == generation, cancellationToken);
        if (champion is null)
        {
            return ApiRequest.NotFound($"config {config} has no champion of generation {generation}; GET /api/champions/{config} lists them");
        }

        try
        {
            return Results.Stream(
                await artifacts.OpenAsync(champion.Model, cancellationToken),
                "application/octet-stream",
                $"{config}-{generation}.onnx",
                entityTag: new EntityTagHeaderValue($"\"{champion.Model.Sha256}\""));
        }
        catch (ArtifactMissingException missing)
        {
            return ApiRequest.NotFound(missing.Message);
        }
    }
}

/// <summary>A champion as it is listed.</summary>
/// <param name="Generation">Changes of the champion so far, from 1.</param>
/// <param name="Iteration">Iteration that made it.</param>
/// <param name="Model">SHA-256 of the ONNX file.</param>
/// <param name="Bytes">Its size.</param>
public sealed record ChampionSummary(int Generation, int Iteration, string Model, long Bytes)
{
    /// <summary>The generation that a rollback restored; null for a promotion.</summary>
    public int? Restores { get; init; }

    /// <summary>Why; null for a promotion.</summary>
    public string? Reason { get; init; }

    /// <summary>The rollback that took it off the line of today's champion; null for one on the line.</summary>
    public int? RolledBackBy { get; init; }

    /// <summary>That of a champion.</summary>
    public static ChampionSummary Of(Champion champion, int? rolledBackBy)
    {
        ArgumentNullException.ThrowIfNull(champion);
        return new ChampionSummary(champion.Generation, champion.Iteration, champion.Model.Sha256, champion.Model.Length)
        {
            Restores = champion.Rollback?.Restored,
            Reason = champion.Rollback?.Reason,
            RolledBackBy = rolledBackBy,
        };
    }
}
