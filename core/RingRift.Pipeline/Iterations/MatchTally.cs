using RingRift.Eventing.Events;
using RingRift.Game;
using RingRift.Learning.Ratings;

namespace RingRift.Pipeline.Iterations;

/// <summary>Adds up the chunks of an evaluation.</summary>
public static class MatchTally
{
    /// <summary>
    /// The candidate's score against each opponent with a played chunk, in the order of the plan. Opponents without games have no score
    /// (K11).
    /// </summary>
    public static IReadOnlyList<OpponentScore> Scores(string config, EvaluationState evaluation)
    {
        ArgumentNullException.ThrowIfNull(evaluation);
        var players = GameConfig.Parse(config).Players;
        return
        [
            .. evaluation.Matches
                .Where(match => match.PairScores is { Count: > 0 })
                .GroupBy(match => match.Opponent)
                .Select(chunks => Score(chunks.Key, [.. chunks], players)),
        ];
    }

    /// <summary>
    /// Pair scores against one opponent in the order of the openings, up to the first chunk that is not played: what a test that looks after
    /// every pair may count, so that it does not depend on who came first.
    /// </summary>
    public static IReadOnlyList<double> Prefix(EvaluationState evaluation, string opponent)
    {
        ArgumentNullException.ThrowIfNull(evaluation);
        return
        [
            .. evaluation.Matches.Where(match => match.Opponent.Name == opponent).OrderBy(match => match.FirstPair)
                .TakeWhile(match => match.PairScores is not null).SelectMany(match => match.PairScores!),
        ];
    }

    private static OpponentScore Score(Opponent opponent, MatchState[] chunks, int players)
    {
        var interval = ScoreIntervals.OfPairs([.. chunks.SelectMany(chunk => chunk.PairScores!)], players);
        return new OpponentScore
        {
            Opponent = opponent,
            Games = chunks.Sum(chunk => chunk.Games),
            Wins = chunks.Sum(chunk => chunk.Wins),
            Draws = chunks.Sum(chunk => chunk.Draws),
            Score = interval.Score,
            Low = interval.Low,
            High = interval.High,
        };
    }
}
