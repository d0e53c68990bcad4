using System.Threading.Channels;
using RingRift.Eventing.Artifacts;
using RingRift.Eventing.Events;
using RingRift.Game;
using RingRift.Learning.Inference;
using RingRift.Learning.Matches;
using RingRift.Learning.Players;
using RingRift.Pipeline.Inference;
using RingRift.Pipeline.Jobs;

namespace RingRift.Pipeline.Stages.Evaluation;

/// <summary>
/// Plays the games of one chunk on the processor. They follow from the request alone: played twice, they end the same, so a chunk needs
/// no lease and a repeated one does no harm.
/// </summary>
public sealed class MatchPlayer(IArtifactStore artifacts, IProgressBoard progress, InferenceMetrics metrics, TimeProvider time)
{
    /// <summary>Name of the stage in heartbeats.</summary>
    public const string Stage = "match";

    /// <summary>Plays all pairs.</summary>
    /// <exception cref="InferenceException">A network cannot be run.</exception>
    /// <exception cref="ArtifactMissingException">A network is gone.</exception>
    /// <exception cref="ArtifactCorruptException">A network is damaged.</exception>
    public async Task<IReadOnlyList<PairResult>> PlayAsync(MatchRequested request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        using var candidate = await NetworkAsync(request.Candidate, request, cancellationToken);
        var opponent = await OpponentAsync(request, cancellationToken);
        using var owned = opponent as IDisposable;
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var finished = Channel.CreateUnbounded<PairResult>();
        var playing = Task.Run(() => Play(request, candidate, opponent, finished.Writer, stop.Token), CancellationToken.None);
        try
        {
            await ReportAllAsync(request, finished.Reader, cancellationToken);
            return await playing;
        }
        finally
        {
            // The networks must not go while they are used.
            await stop.CancelAsync();
            await ((Task)playing).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private static IReadOnlyList<PairResult> Play(
        MatchRequested request, IPlayer candidate, IPlayer opponent, ChannelWriter<PairResult> finished, CancellationToken stop)
    {
        try
        {
            return MatchRunner.PlayPairs(Options(request), candidate, opponent, pair => finished.TryWrite(pair), stop);
        }
        finally
        {
            finished.Complete();
        }
    }

    private static MatchOptions Options(MatchRequested request) => new()
    {
        Rules = GameRules.For(GameConfig.Parse(request.Config)),
        Seed = unchecked((ulong)request.Seed),
        FirstPair = request.FirstPair,
        Pairs = request.Pairs,
    };

    private async Task ReportAllAsync(MatchRequested request, ChannelReader<PairResult> finished, CancellationToken cancellationToken)
    {
        var results = new List<PairResult>(request.Pairs);
        await ReportAsync(request, results, cancellationToken);
        await foreach (var pair in finished.ReadAllAsync(cancellationToken))
        {
            results.Add(pair);
            await ReportAsync(request, results, cancellationToken);
        }
    }

    private async Task<IPlayer> OpponentAsync(MatchRequested request, CancellationToken cancellationToken) =>
        request.Opponent.Model is { } model
            ? await NetworkAsync(model, request, cancellationToken)
            : Baseline.TryCreate(request.Opponent.Name, out var baseline)
                ? baseline
                : throw new InferenceException($"Opponent '{request.Opponent.Name}' has no model and is none of {Baseline.Known}.");

    private async Task<SearchPlayer> NetworkAsync(ArtifactRef model, MatchRequested request, CancellationToken cancellationToken)
    {
        await using var content = await artifacts.OpenAsync(model, cancellationToken);
        using var bytes = new MemoryStream();
        await content.CopyToAsync(bytes, cancellationToken);
        var network = new OnnxEvaluator(
            bytes.ToArray(), new OnnxEvaluatorOptions { MaxBatch = Options(request).GamesAtOnce, ModelId = model.Sha256 });
        if (network.Config.Name == request.Config)
        {
            return SearchPlayer.ForNetwork(metrics.Measured(network, network.Provider, InferenceMetrics.Match), request.Simulations);
        }

        network.Dispose();
        throw new InferenceException($"Model {model.Sha256} plays {network.Config}, not {request.Config}.");
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
            Figures = results.Count == 0 ? new Dictionary<string, double>() : new Dictionary<string,
            double>
            { ["score"] = results.Average(pair => pair.Score) },
        },
        cancellationToken);
}
