using System.Globalization;
using RingRift.Game;
using RingRift.Learning.Players;
using RingRift.Learning.Ratings;
using RingRift.Pipeline.Champions;
using RingRift.Pipeline.Iterations;

namespace RingRift.Pipeline.Stages.Promotion;

/// <summary>
/// Lets a candidate pass when the sequential test of its games against the champion accepts that it is stronger, and random play does not
/// beat it. Before there is a champion it has to be stronger than random play in the same sense. Undecided at the last pair is refused;
/// without games it does not pass (K11, K23, K33, ADR 0038).
/// </summary>
public sealed class PromotionGate(PromotionOptions options)
{
    /// <summary>Judges a finished evaluation.</summary>
    public PromotionVerdict Judge(IterationState state)
    {
        var found = Measure(state);
        var evaluation = state.Evaluation!;
        if (found.Trial.Pairs == 0)
        {
            return new PromotionVerdict(false, $"no game was played against {found.Opponent}", found);
        }

        var reason = found.Say();
        if (found.IsCutShort)
        {
            return new PromotionVerdict(false, $"the champion changed during the evaluation, which was stopped: {reason}", found);
        }

        return found.Passes && WhyBelowFloor(state.Config, evaluation) is { } fault
            ? new PromotionVerdict(false, $"{reason}; {fault}", found)
            : new PromotionVerdict(found.Passes, found.Passes ? reason : $"not proven better: {reason}", found);
    }

    /// <summary>Where the test stands, as far as the chunks without a gap before them go.</summary>
    public PromotionMeasure Measure(IterationState state)
    {
        ArgumentNullException.ThrowIfNull(state);
        var evaluation = state.Evaluation!;
        var opponent = evaluation.Champion is null ? Baseline.Random : Opponents.Champion;
        var players = GameConfig.Parse(state.Config).Players;
        var trial = SequentialTest.Follow(options.PromotionTest, players, MatchTally.Prefix(evaluation, opponent));
        return new PromotionMeasure(opponent, trial, options.PromotionTest, evaluation.MostPairs);
    }

    /// <summary>What is wrong with the candidate's games against random play; null where nothing is, or none were played.</summary>
    private string? WhyBelowFloor(string config, EvaluationState evaluation)
    {
        var score = MatchTally.Scores(config, evaluation).FirstOrDefault(found => found.Opponent.Name == Baseline.Random)?.Score;
        return score < options.RandomFloor
            ? string.Create(CultureInfo.InvariantCulture, $"score {score:F3} against {Baseline.Random} is below the floor {options.RandomFloor:F3}")
            : null;
    }
}

/// <summary>What the gate says about a candidate.</summary>
/// <param name="Passed">Whether it may become champion.</param>
/// <param name="Reason">The figures that decided.</param>
/// <param name="Measure">What it went by.</param>
public sealed record PromotionVerdict(bool Passed, string Reason, PromotionMeasure Measure)
{
    /// <summary>The verdict as the iteration keeps it.</summary>
    public GateVerdict ToRecord() => new()
    {
        Passed = Passed,
        Reason = Reason,
        Opponent = Measure.Opponent,
        Verdict = Measure.Trial.Judgement.Verdict,
        LogLikelihoodRatio = Measure.Trial.Judgement.LogLikelihoodRatio,
        Lower = Measure.Test.Lower,
        Upper = Measure.Test.Upper,
        Pairs = Measure.Trial.Pairs,
        MostPairs = Measure.MostPairs,
        Counts = [.. Measure.Trial.Counts.Select(count => new ScoreCount(count.Score, count.Pairs))],
        Elo0 = Measure.Test.Elo0,
        Elo1 = Measure.Test.Elo1,
        Alpha = Measure.Test.Alpha,
        Beta = Measure.Test.Beta,
    };
}

/// <summary>What the promotion gate looks at.</summary>
/// <param name="Opponent">Whom the candidate has to be better than.</param>
/// <param name="Trial">Where the test stands.</param>
/// <param name="Test">What is tested.</param>
/// <param name="MostPairs">Pairs after which it is refused undecided; 0 where no such number was kept.</param>
public sealed record PromotionMeasure(string Opponent, SequentialTrial Trial, SequentialTestOptions Test, int MostPairs)
{
    /// <summary>Whether the candidate passes, but for the floor.</summary>
    public bool Passes => Trial.Judgement.Verdict == SequentialVerdict.AcceptsH1;

    /// <summary>Whether it ended before the last pair without a verdict.</summary>
    public bool IsCutShort => Trial.Judgement.Verdict == SequentialVerdict.Undecided && Trial.Pairs < MostPairs;

    /// <summary>Pairs after which the test was still open.</summary>
    public int OpenPairs => Trial.Judgement.Verdict == SequentialVerdict.Undecided ? Trial.Pairs : Trial.Pairs - 1;

    /// <summary>The figures, for people.</summary>
    public string Say() => string.Create(
        CultureInfo.InvariantCulture,
        $"score {Trial.Score:F3} against {Opponent} over {Trial.Pairs} pairs, LLR {Trial.Judgement.LogLikelihoodRatio:F2} {Bounds()} for {Test.Elo0:0.#} or {Test.Elo1:0.#} Elo");

    private string Bounds() => Trial.Judgement.Verdict switch
    {
        SequentialVerdict.AcceptsH1 => string.Create(CultureInfo.InvariantCulture, $"reached {Test.Upper:F2}"),
        SequentialVerdict.AcceptsH0 => string.Create(CultureInfo.InvariantCulture, $"fell to {Test.Lower:F2}"),
        _ => string.Create(CultureInfo.InvariantCulture, $"undecided between {Test.Lower:F2} and {Test.Upper:F2}"),
    };
}
