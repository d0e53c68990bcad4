using RingRift.Eventing.Artifacts;
using RingRift.Eventing.Events;
using RingRift.Learning.Ratings;
using RingRift.Pipeline.Champions.Pool;

namespace RingRift.Pipeline.Tests.Champions.Pool;

/// <summary>Pools built by hand.</summary>
public static class Pools
{
    public static ArtifactRef Model(int number) => States.Artifact(ArtifactKind.Model, 500 + number);

    public static OpponentPoolState Empty(string config = States.Config) => new() { Config = config };

    public static OpponentPoolState Of(params int[] members) =>
        Empty() with { Members = [.. members.Select(number => new PoolMember(Model(number), number))] };

    public static OpponentScore Score(Opponent opponent, int games, int wins, int draws = 0) => new()
    {
        Opponent = opponent,
        Games = games,
        Wins = wins,
        Draws = draws,
        Score = (wins + (draws / 2.0)) / games,
        Low = 0.1,
        High = 0.9,
    };

    public static OpponentScore Against(int member, int games, int wins, int draws = 0) =>
        Score(new Opponent($"past-{member}", Model(member)), games, wins, draws);

    /// <summary>A result with the interval that its pairs give.</summary>
    public static PoolResult Played(int iteration, string player, string opponent, params double[] pairs)
    {
        var interval = ScoreIntervals.OfPairs(pairs, 2);
        return new PoolResult(
            iteration, player, opponent, pairs.Length * 2, (int)(pairs.Sum() * 2), 0, interval.Score, interval.Low, interval.High);
    }
}
