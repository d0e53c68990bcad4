using System.Globalization;
using System.Text;
using RingRift.Game;
using RingRift.Web.Opponents;

namespace RingRift.Web.Play;

/// <summary>
/// A game as text that people copy and open again: the rules in the first line, then a line for each move with its number, the move in
/// notation and the hash of the state after it. The first of these lines, number 0, has <c>start</c> and the hash of the start position.
/// Numbers and hashes may be left out; a hash that is there is compared.
/// </summary>
public static class GameRecord
{
    private const string Start = "start";

    /// <summary>Writes a game.</summary>
    public static string Format(PlayedGame game)
    {
        ArgumentNullException.ThrowIfNull(game);
        var text = new StringBuilder(RulesText.Format(game.State.Rules));
        text.Append(CultureInfo.InvariantCulture, $"\n0. {Start} {game.StartHash}");
        foreach (var (ply, index) in game.Plies.Select((ply, index) => (ply, index)))
        {
            text.Append(CultureInfo.InvariantCulture, $"\n{index + 1}. {ply.Notation} {ply.Hash}");
        }

        return text.ToString();
    }

    /// <summary>Reads a game and plays it.</summary>
    /// <exception cref="FormatException">
    /// A line breaks the format, a move is not legal, or a hash differs; the message names the line.
    /// </exception>
    public static PlayedGame Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var lines = text.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        var game = new PlayedGame(RulesText.Parse(lines.FirstOrDefault() ?? string.Empty));
        foreach (var (line, number) in lines.Skip(1).Select((line, index) => (line, index + 2)))
        {
            try
            {
                Add(game, line);
            }
            catch (Exception refused) when (refused is FormatException or IllegalMoveException)
            {
                throw new FormatException($"Line {number}, '{line}': {refused.Message}", refused);
            }
        }

        return game;
    }

    private static void Add(PlayedGame game, string line)
    {
        var words = line.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        var rest = words[0].EndsWith('.') ? words[1..] : words;
        if (rest.Length is 0 or > 2)
        {
            throw new FormatException("A line has a number, a move and a hash; number and hash may be left out.");
        }

        if (rest[0] != Start)
        {
            game.Play(MoveNotation.Parse(game.State, rest[0]), isChosen: true);
        }

        var hash = rest[0] == Start ? game.StartHash : game.Plies[^1].Hash;
        if (rest.Length == 2 && rest[1] != hash)
        {
            throw new FormatException($"The state has the hash {hash}, not {rest[1]}.");
        }
    }
}
