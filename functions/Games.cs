using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using RingRift.Eventing.Artifacts;
using RingRift.Eventing.Json;
using RingRift.Functions.Requests;
using RingRift.Learning.SelfPlay;
using RingRift.Pipeline.Iterations;

namespace RingRift.Functions;

/// <summary>Self-play games: lists those of an iteration, and hands out one whole.</summary>
public sealed class Games(IterationStore iterations, IArtifactStore artifacts)
{
    /// <summary>
    /// <c>GET /api/games/{config}/{iteration}</c>: 200 with a line for each game whose shard is stored; 404 for an iteration there is none
    /// of, or whose games retention has deleted; 400 for a config there is none of or what is no number.
    /// </summary>
    [Function(nameof(ListGames))]
    public Task<IResult> ListGames(
        [HttpTrigger(AuthorizationLevel.Function, "get", Route = "games/{config}/{iteration}")] HttpRequest request,
        string config,
        string iteration,
        CancellationToken cancellationToken) => ApiRequest.AnswerForConfigAsync(
            request, config, _ => ListAsync(config, ApiRequest.NumberOf("iteration", iteration, least: 0), cancellationToken), cancellationToken);

    /// <summary>
    /// <c>GET /api/games/{config}/{iteration}/{shard}/{game}</c>: 200 with a <see cref="GameRecord"/>, by the numbers of the list; 404 and
    /// 400 as there.
    /// </summary>
    [Function(nameof(ReadGame))]
    public Task<IResult> ReadGame(
        [HttpTrigger(AuthorizationLevel.Function, "get", Route = "games/{config}/{iteration}/{shard}/{game}")] HttpRequest request,
        string config,
        string iteration,
        string shard,
        string game,
        CancellationToken cancellationToken) => ApiRequest.AnswerForConfigAsync(
            request,
            config,
            _ => ReadAsync(
                config, ApiRequest.NumberOf("iteration", iteration, least: 0), ApiRequest.NumberOf("shard", shard, least: 0), ApiRequest.NumberOf("game", game, least: 0), cancellationToken),
            cancellationToken);

    private async Task<IResult> ListAsync(string config, int iteration, CancellationToken cancellationToken)
    {
        if (await iterations.FindAsync(config, iteration, cancellationToken) is not { } state)
        {
            return ApiRequest.NotFound($"config {config} has no iteration {iteration}");
        }

        try
        {
            var games = new List<GameSummary>();
            foreach (var shard in state.Shards)
            {
                await using var stored = await artifacts.OpenAsync(shard.Data, cancellationToken);
                games.AddRange(GameShardReader.Read(stored).Select(game => GameSummary.Of(shard.Shard, game)));
            }

            return Results.Json(new { games }, EventJson.Options);
        }
        catch (ArtifactMissingException missing)
        {
            return ApiRequest.NotFound(missing.Message);
        }
    }

    private async Task<IResult> ReadAsync(string config, int iteration, int shard, int game, CancellationToken cancellationToken)
    {
        var state = await iterations.FindAsync(config, iteration, cancellationToken);
        if (state?.Shards.FirstOrDefault(stored => stored.Shard == shard) is not { } found)
        {
            return ApiRequest.NotFound($"iteration {iteration} of {config} has no stored shard {shard}");
        }

        try
        {
            await using var stored = await artifacts.OpenAsync(found.Data, cancellationToken);
            return GameShardReader.Read(stored).FirstOrDefault(record => record.Game == game) is { } record
                ? Results.Json(record, EventJson.Options)
                : ApiRequest.NotFound($"shard {shard} of iteration {iteration} of {config} has no game {game}");
        }
        catch (ArtifactMissingException missing)
        {
            return ApiRequest.NotFound(missing.Message);
        }
    }
}

/// <summary>A game as it is listed.</summary>
/// <param name="Shard">Index of its shard in the iteration, from 0.</param>
/// <param name="Game">Its number in the shard.</param>
/// <param name="Plies">Moves played, forced ones too.</param>
/// <param name="Winner">Winning seat; 0 for a game that was cut off.</param>
/// <param name="End">How it ended; None for a game that was cut off.</param>
/// <param name="Model">Model that played all seats.</param>
public sealed record GameSummary(int Shard, int Game, int Plies, int Winner, string End, string Model)
{
    /// <summary>That of a game.</summary>
    public static GameSummary Of(int shard, GameRecord record)
    {
        ArgumentNullException.ThrowIfNull(record);
        return new GameSummary(
            shard, record.Game, record.SplitMoves().Length, record.Result.Winner, record.Result.End.ToString(), record.Model);
    }
}
