using RingRift.Game;
using RingRift.Learning.Inference;
using RingRift.Learning.Randomness;
using RingRift.Learning.Search;
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

    /// <summary>Positions of random games, one of each, where the seat to move has a choice and a move that wins.</summary>
    public static IEnumerable<GameState> WinsInOne(GameRules rules)
    {
        for (ulong seed = 0; ; seed++)
        {
            if (WinInOne(rules, seed) is { } position)
            {
                yield return position;
            }
        }
    }

    /// <summary>The first decision of a random game in which the seat to move can win at once; null where the game has none.</summary>
    private static GameState? WinInOne(GameRules rules, ulong seed)
    {
        var (state, after, random, moves, scratch) = (
            new GameState(rules), new GameState(rules), new SeededRandom(seed), new MoveList(), new MoveList());
        while (!state.IsOver)
        {
            state.LegalMoves(moves);
            foreach (var move in moves.Count > 1 ? moves.AsSpan() : [])
            {
                after.CopyFrom(state);
                after.PlayLegal(move);
                ForcedPlies.PlayThrough(after, scratch);
                if (after.Winner == state.SeatToMove && move.Kind != MoveKind.SwapSides)
                {
                    return state;
                }
            }

            state.PlayLegal(moves[random.Next(moves.Count)]);
        }

        return null;
    }
}
