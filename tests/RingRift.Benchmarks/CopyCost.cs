using RingRift.Game;

namespace RingRift.Benchmarks;

/// <summary>What a search pays for copying a position.</summary>
internal static class CopyCost
{
    private const int Copies = 2_000_000;
    private const int PliesBefore = 80;

    public static double Nanoseconds(GameConfig config, TimeProvider clock)
    {
        var state = new GameState(GameRules.For(config));
        var moves = new MoveList();
        var random = new Random(1);
        while (!state.IsOver && state.Ply < PliesBefore)
        {
            state.LegalMoves(moves);
            state.PlayLegal(moves[random.Next(moves.Count)]);
        }

        var copy = new GameState(state.Rules);
        Copy(state, copy, Copies / 4);
        var start = clock.GetTimestamp();
        Copy(state, copy, Copies);
        return clock.GetElapsedTime(start).TotalNanoseconds / Copies;
    }

    private static void Copy(GameState state, GameState copy, int times)
    {
        for (var index = 0; index < times; index++)
        {
            copy.CopyFrom(state);
        }
    }
}
