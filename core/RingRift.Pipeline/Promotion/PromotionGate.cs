using System.Globalization;
using RingRift.Game;
using RingRift.Learning.Ratings;
using RingRift.Pipeline.Iterations;
using RingRift.Pipeline.Matches;

namespace RingRift.Pipeline.Promotion;

/// <summary>
/// Lets a candidate pass when its games show, with the confidence asked for, that it is better than the champion: the one-sided lower
/// bound of its paired score lies above an even share. Before there is a champion it has to be better than random play in the same
/// sense. Without games it does not pass (K11, K23, K33).
/// </summary>
public sealed class PromotionGate(PipelineOptions options)
{
    /// <summary>Judges a finished evaluation.</summary>
    public PromotionVerdict Judge(IterationState state)
    {
        ArgumentNullException.ThrowIfNull(state);
        var evaluation = state.Evaluation!;
        var opponent = evaluation.Champion is null ? Baseline.Random : Opponents.Champion;
        var pairs = MatchTally.PairScores(evaluation, opponent);
        if (pairs.Count == 0)
        {
            return new PromotionVerdict(false, $"no game was played against {opponent}");
        }

        var players = GameConfig.Parse(state.Config).Players;
        var even = 1.0 / players;
        var bound = ScoreIntervals.OfPairs(pairs, players, NormalQuantile.Of(options.PromotionConfidence));
        var passed = bound.Low > even;
        return new PromotionVerdict(passed, string.Create(
            CultureInfo.InvariantCulture,
            $"score {bound.Score:F3} against {opponent} over {pairs.Count} pairs, lower {options.PromotionConfidence:P0} bound {bound.Low:F3} {(passed ? "above" : "not above")} {even:F3}"));
    }
}
