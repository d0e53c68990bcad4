using RingRift.Game;
using RingRift.Learning.Players;
using RingRift.Web.Api;
using RingRift.Web.Opponents;

namespace RingRift.Web.Play;

/// <summary>Who sits where at the start of a game.</summary>
/// <param name="Players">For each seat <see cref="Person"/> or the name of a player of the program.</param>
public sealed record Seating(IReadOnlyList<string> Players)
{
    private static readonly int[] Levels = [16, 64, 256, 1024];

    /// <summary>A seat whose moves are chosen on the page.</summary>
    public const string Person = "human";

    /// <summary>Who plays against a person unless another opponent is chosen.</summary>
    public const string Usual = "uct-16";

    /// <summary>The players to choose from, with what to call them; from the weakest to the strongest, as far as measured.</summary>
    public static IReadOnlyList<(string Name, string Title)> Choices { get; } =
    [
        (Person, "a person"),
        (Baseline.Random, "random moves"),
        ("uct-16", "search, 16 visits"),
        ("uct-64", "search, 64 visits"),
        ("uct-256", "search, 256 visits"),
        ("uct-1024", "search, 1024 visits"),
        (Baseline.Heuristic, "heuristic, no search"),
    ];

    /// <summary>A person against a champion.</summary>
    /// <param name="config">The configuration.</param>
    /// <param name="generation">Generation of the champion.</param>
    public static Seating Against(GameConfig config, int generation) =>
        new([.. Enumerable.Repeat(new NetworkPlayer(generation, Levels[1]).ToString(), config.Players - 1).Prepend(Person)]);

    /// <summary>The champions to choose from: the newest at every level, those before it at one.</summary>
    /// <param name="champions">Oldest first.</param>
    public static IReadOnlyList<(string Name, string Title)> ChampionChoices(IReadOnlyList<ChampionEntry> champions)
    {
        ArgumentNullException.ThrowIfNull(champions);
        var players = champions.Reverse().SelectMany((champion, place) =>
            (place == 0 ? Levels : [Levels[1]]).Select(visits => new NetworkPlayer(champion.Generation, visits)));
        return [.. players.Select(player => (player.ToString(), $"champion of generation {player.Generation}, {player.Visits} visits"))];
    }

    /// <summary>A person against usual opponents.</summary>
    /// <param name="players">Number of seats.</param>
    public static Seating Default(int players) => new([.. Enumerable.Repeat(Usual, players - 1).Prepend(Person)]);

    /// <summary>Reads who sits where.</summary>
    /// <param name="config">The configuration.</param>
    /// <param name="text">Players by commas; null or empty for the default.</param>
    /// <exception cref="FormatException">A player is not known, or their number is not that of the seats.</exception>
    public static Seating Parse(GameConfig config, string? text)
    {
        if (string.IsNullOrEmpty(text))
        {
            return Default(config.Players);
        }

        var players = text.Split(',');
        var unknown = players.FirstOrDefault(player =>
            player != Person && !Baseline.IsKnown(player) && !NetworkPlayer.TryParse(player, out _));
        return unknown is not null
            ? throw new FormatException($"There is no player '{unknown}'. There are '{Person}', {Baseline.Known}, {NetworkPlayer.Known}.")
            : players.Length != config.Players
            ? throw new FormatException($"'{text}': {config.Name} has {config.Players} seats, not {players.Length}.")
            : new Seating(players);
    }

    /// <summary>Who plays a seat now.</summary>
    /// <param name="game">The game; the pie rule exchanges the two players.</param>
    /// <param name="seat">Seat, 1..players.</param>
    public string PlayerOf(PlayedGame game, int seat)
    {
        ArgumentNullException.ThrowIfNull(game);
        return Players[game.IsSwapped ? 2 - seat : seat - 1];
    }

    /// <inheritdoc/>
    public override string ToString() => string.Join(',', Players);
}
