using System.Diagnostics.CodeAnalysis;

namespace RingRift.Game;

/// <summary>A board and a number of players: one of the twelve configurations that are played and trained separately.</summary>
/// <param name="Board">The board.</param>
/// <param name="Players">Number of seats, 2..4.</param>
public readonly record struct GameConfig(BoardKind Board, int Players) : IParsable<GameConfig>
{
    /// <summary>The twelve configurations: boards in declaration order, then 2, 3, 4 players.</summary>
    public static IReadOnlyList<GameConfig> All { get; } =
        [.. Enum.GetValues<BoardKind>().SelectMany(board => Enumerable.Range(2, 3).Select(players => new GameConfig(board, players)))];

    /// <summary>The configuration's name, such as "hex8_2p".</summary>
    public string Name => $"{BoardName(Board)}_{Players}p";

    /// <summary>Reads a configuration's name.</summary>
    /// <param name="name">A name such as "hex8_2p".</param>
    /// <exception cref="GameConfigFormatException">The name is not one of the twelve.</exception>
    public static GameConfig Parse(string name) =>
        TryParse(name, out var config) ? config : throw new GameConfigFormatException(name);

    /// <summary>Reads a configuration's name; false where it is not one of the twelve.</summary>
    /// <param name="name">A name such as "hex8_2p".</param>
    /// <param name="config">The configuration read.</param>
    public static bool TryParse([NotNullWhen(true)] string? name, out GameConfig config)
    {
        foreach (var candidate in All)
        {
            if (candidate.Name == name)
            {
                config = candidate;
                return true;
            }
        }

        config = default;
        return false;
    }

    /// <inheritdoc/>
    static GameConfig IParsable<GameConfig>.Parse(string s, IFormatProvider? provider) => Parse(s);

    /// <inheritdoc/>
    static bool IParsable<GameConfig>.TryParse([NotNullWhen(true)] string? s, IFormatProvider? provider, out GameConfig result) =>
        TryParse(s, out result);

    /// <inheritdoc/>
    public override string ToString() => Name;

    /// <summary>A board's name in configurations and traces: "square8", "square19", "hex8", "hexagonal".</summary>
    /// <param name="board">The board.</param>
    public static string BoardName(BoardKind board) => board switch
    {
        BoardKind.Square8 => "square8",
        BoardKind.Square19 => "square19",
        BoardKind.Hex8 => "hex8",
        BoardKind.Hexagonal => "hexagonal",
        _ => throw new ArgumentOutOfRangeException(nameof(board), board, "Expected Square8, Square19, Hex8 or Hexagonal."),
    };
}

/// <summary>A configuration name that is not one of the twelve.</summary>
/// <param name="value">The name as given.</param>
public sealed class GameConfigFormatException(string? value) : FormatException(
    $"Unknown game configuration '{value}'. Expected one of: {string.Join(", ", GameConfig.All.Select(config => config.Name))}.")
{
    /// <summary>The name as given.</summary>
    public string? Value { get; } = value;
}
