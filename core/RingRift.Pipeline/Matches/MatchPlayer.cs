using RingRift.Game;
using RingRift.Learning.Evaluation;
using RingRift.Learning.Matches;
using RingRift.Learning.Players;
using RingRift.Pipeline.Artifacts;
using RingRift.Pipeline.Events;
using RingRift.Pipeline.Progress;

namespace RingRift.Pipeline.Matches;

/// <summary>
/// Plays the games of one chunk on the processor. They follow from the request alone: played twice, they end the same, so a chunk needs
/// no lease and a repeated one does no harm.
/// </summary>
public sealed class MatchPlayer(IArtifactStore artifacts, IProgressBoard progress, TimeProvider time)
{
    /// <summary>Name of the stage in heartbeats.</summary>
    public const string Stage = "match";

    /// <summary>Plays all pairs.</summary>
    /// <exception cref="EvaluationException">A network cannot be run.</exception>
    /// <exception cref="ArtifactMissingException">A network is gone.</exception>
    /// <exception cref="ArtifactCorruptException">A network is damaged.</exception>
    public async Task<IReadOnlyList<PairResult>> PlayAsync(MatchRequested request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        using var candidate = await NetworkAsync(request.Candidate, request, cancellationToken);
        var opponent = await OpponentAsync(request, cancellationToken);
        using var owned = opponent as IDisposable;
        var results = new List<PairResult>(request.Pairs);
        await ReportAsync(request, results, cancellationToken);
        for (var pair = request.FirstPair; pair < request.FirstPair + request.Pairs; pair++)
        {
            var options = new MatchOptions
            {
                Rules = GameRules.For(GameConfig.Parse(request.Config)),
                Seed = unchecked((ulong)request.Seed),
                FirstPair = pair,
                Pairs = 1,
            };
            results.AddRange(await Task.Run(
                () => MatchRunner.PlayPairs(options, candidate, opponent, finished: null, cancellationToken), cancellationToken));
            await ReportAsync(request, results, cancellationToken);
        }

        return results;
    }

    private async Task<IPlayer> OpponentAsync(MatchRequested request, CancellationToken cancellationToken) =>
        request.Opponent.Model is { } model
            ? await NetworkAsync(model, request, cancellationToken)
            : Baseline.TryCreate(request.Opponent.Name, out var baseline)
                ? baseline
                : throw new EvaluationException($"Opponent '{request.Opponent.Name}' has no model and is none of {Baseline.Known}.");

    private async Task<SearchPlayer> NetworkAsync(ArtifactRef model, MatchRequested request, CancellationToken cancellationToken)
    {
        await using var content = await artifacts.OpenAsync(model, cancellationToken);
        using var bytes = new MemoryStream();
        await content.CopyToAsync(bytes, cancellationToken);
        var network = new OnnxEvaluator(bytes.ToArray(), new OnnxEvaluatorOptions { MaxBatch = 1, ModelId = model.Sha256 });
        if (network.Config.Name == request.Config)
        {
            return SearchPlayer.ForNetwork(network, request.Simulations);
        }

        network.Dispose();
        throw new EvaluationException($"Model {model.Sha256} plays {network.Config}, not {request.Config}.");
    }

    private Task ReportAsync(MatchRequested request, List<PairResult> results, CancellationToken cancellationToken) => progress.ReportAsync(
        new JobProgress
        {
            JobId = request.JobId,
            Config = request.Config,
            Iteration = request.Iteration,
            Stage = Stage,
            Done = results.Sum(pair => pair.Games.Count),
            Total = (long)request.Pairs * GameConfig.Parse(request.Config).Players,
            Time = time.GetUtcNow(),
            Figures = results.Count == 0 ? new Dictionary<string, double>() : new Dictionary<string, double> { ["score"] = results.Average(pair => pair.Score) },
        },
        cancellationToken);
}
