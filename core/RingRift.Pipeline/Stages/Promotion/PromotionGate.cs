using System.Globalization;
using RingRift.Game;
using RingRift.Learning.Players;
using RingRift.Learning.Ratings;
using RingRift.Pipeline.Champions;
using RingRift.Pipeline.Iterations;

namespace RingRift.Pipeline.Stages.Promotion;

/// <summary>
/// Lets a candidate pass when its games show, with the confidence asked for, that it is better than the champion: the one-sided lower
/// bound of its paired score lies above an even share. Before there is a champion it has to be better than random play in the same
/// sense. Without games it does not pass (K11, K23, K33).
/// </summary>
public sealed class PromotionGate(PromotionOptions options)
{
    /// <summary>Judges a finished evaluation.</summary>
    public PromotionVerdict Judge(IterationState state)
    {
        var found = Measure(state);
        return found.Bound is not { } bound
            ? new PromotionVerdict(false, $"no game was played against {found.Opponent}")
            : new PromotionVerdict(found.Passes, string.Create(
                CultureInfo.InvariantCulture,
                $"score {bound.Score:F3} against {found.Opponent} over {found.Pairs} pairs, lower {options.PromotionConfidence:P0} bound {bound.Low:F3} {(found.Passes ? "above" : "not above")} {found.Even:F3}"));
    }

    /// <summary>The figures that decide, as far as chunks are played.</summary>
    public PromotionMeasure Measure(IterationState state)
    {
        ArgumentNullException.ThrowIfNull(state);
        var evaluation = state.Evaluation!;
        var opponent = evaluation.Champion is null ? Baseline.Random : Opponents.Champion;
        var pairs = MatchTally.PairScores(evaluation, opponent);
        var players = GameConfig.Parse(state.Config).Players;
        return new PromotionMeasure(
            opponent,
            pairs.Count,
            pairs.Count == 0 ? null : ScoreIntervals.OfPairs(pairs, players, NormalQuantile.Of(options.PromotionConfidence)),
            1.0 / players);
    }
}

/// <summary>What the gate says about a candidate.</summary>
/// <param name="Passed">Whether it may become champion.</param>
/// <param name="Reason">The figures that decided.</param>
public sealed record PromotionVerdict(bool Passed, string Reason);
