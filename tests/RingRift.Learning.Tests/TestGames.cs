using RingRift.Game;
using RingRift.Learning.Evaluation;
using RingRift.Learning.SelfPlay;

namespace RingRift.Learning.Tests;

/// <summary>Short games for tests: few rings, few visits, rollouts or nothing in place of a network.</summary>
internal static class TestGames
{
    public static readonly GameRules Small = new(BoardKind.Hex8, 2, 5);

    public static SelfPlayOptions Options(int games, GameRules? rules = null) => new()
    {
        Rules = rules ?? Small,
        Games = games,
        Seed = 11,
        ConcurrentGames = 4,
        FullVisits = 12,
        FastVisits = 4,
    };

    public static List<GameRecord> Play(SelfPlayOptions options, ILeafEvaluator? evaluator = null)
    {
        var records = new List<GameRecord>();
        new SelfPlayRunner(options, evaluator ?? Uniform(options.Rules)).Run(records.Add);
        return records;
    }

    public static ILeafEvaluator Uniform(GameRules rules) => new NetworkLeafEvaluator(new UniformEvaluator(rules.Config));
}
