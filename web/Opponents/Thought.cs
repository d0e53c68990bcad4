using System.Globalization;
using RingRift.Game;
using RingRift.Learning.Players;

namespace RingRift.Web.Opponents;

/// <summary>What a player of the program came to.</summary>
/// <param name="Move">The move it plays.</param>
/// <param name="Visits">Simulations made; 0 where the player does not tell.</param>
/// <param name="Values">The share each seat is expected to win, seat 1 first; empty where the player does not tell.</param>
public sealed record Thought(Move Move, int Visits, IReadOnlyList<float> Values)
{
    /// <summary>What a network came to in one line: its move, the visits, and a value for each seat.</summary>
    public static string Format(GameState state, Analysis analysis)
    {
        ArgumentNullException.ThrowIfNull(analysis);
        var values = analysis.Values.Select(value => value.ToString("R", CultureInfo.InvariantCulture));
        return $"{MoveNotation.Format(state, analysis.Best)} {analysis.Visits} {string.Join(' ', values)}";
    }

    /// <summary>Reads such a line, or the move alone.</summary>
    /// <exception cref="FormatException">The line is neither.</exception>
    public static Thought Parse(GameState state, string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var words = text.Split(' ');
        return new Thought(
            MoveNotation.Parse(state, words[0]),
            words.Length > 1 ? int.Parse(words[1], CultureInfo.InvariantCulture) : 0,
            [.. words.Skip(2).Select(word => float.Parse(word, CultureInfo.InvariantCulture))]);
    }
}
