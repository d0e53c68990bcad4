using RingRift.Game;

namespace RingRift.Local.Play;

/// <summary>Legal moves in notation.</summary>
internal static class MoveTexts
{
    /// <summary>The moves in byte order.</summary>
    public static IEnumerable<string> Of(GameState state, MoveList moves) =>
        moves.AsSpan().ToArray().Select(move => MoveNotation.Format(state, move)).Order(StringComparer.Ordinal);
}
