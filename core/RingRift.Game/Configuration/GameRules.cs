namespace RingRift.Game;

/// <summary>Everything that fixes a game before its first move. Checked on construction; equal rules are equal values.</summary>
public sealed record GameRules
{
    /// <summary>The largest ring supply per player that a state has room for.</summary>
    public const int MostRingsPerPlayer = 400;

    /// <summary>Version of the rules as they are played here: it grows with every change of a legal list, a state or a result.</summary>
    public const int Version = 1;

    private const int DefaultLastPlayerStandingRounds = 3;

    /// <summary>Rules with every option named.</summary>
    /// <param name="board">The board.</param>
    /// <param name="players">Number of seats, 2..4.</param>
    /// <param name="ringsPerPlayer">Rings in each player's hand at the start, 1..400.</param>
    /// <param name="lastPlayerStandingRounds">Rounds of being the last player with real actions that win the game, 1..1000.</param>
    /// <param name="swapRule">Whether seat 2 may swap sides at its first turn; has an effect with two players only.</param>
    /// <exception cref="ArgumentOutOfRangeException">An option is outside its range.</exception>
    public GameRules(
        BoardKind board,
        int players,
        int ringsPerPlayer,
        int lastPlayerStandingRounds = DefaultLastPlayerStandingRounds,
        bool swapRule = true)
    {
        Board = RingRift.Game.Board.For(board).Kind;
        Players = Within(players, 2, 4, nameof(players));
        RingsPerPlayer = Within(ringsPerPlayer, 1, MostRingsPerPlayer, nameof(ringsPerPlayer));
        LastPlayerStandingRounds = Within(lastPlayerStandingRounds, 1, 1000, nameof(lastPlayerStandingRounds));
        SwapRule = swapRule;
    }

    /// <summary>The board.</summary>
    public BoardKind Board { get; }

    /// <summary>Number of seats, 2..4.</summary>
    public int Players { get; }

    /// <summary>Rings in each player's hand at the start (R020).</summary>
    public int RingsPerPlayer { get; }

    /// <summary>Consecutive rounds as the only player with real actions that win the game (R172).</summary>
    public int LastPlayerStandingRounds { get; }

    /// <summary>Whether the pie rule is on (R180). It is offered in two-player games only.</summary>
    public bool SwapRule { get; }

    /// <summary>Rings to eliminate for a win: round(rings * (2/3 + (players-1)/3)) (R175).</summary>
    public int EliminationThreshold => ((2 * RingsPerPlayer * (Players + 1)) + 3) / 6;

    /// <summary>Territory cells to own for a win (and more than all others together): floor(cells / players) + 1 (R175).</summary>
    public int TerritoryMinimum => (RingRift.Game.Board.For(Board).CellCount / Players) + 1;

    /// <summary>
    /// The length that lines are rewarded by: 3 on the two small boards with three or four players, else 4 (R001).
    /// </summary>
    public int LineLength => Players > 2 && (Board is BoardKind.Square8 or BoardKind.Hex8) ? 3 : 4;

    /// <summary>The shortest run of markers that is looked at when lines are detected: 3 on square8, else 4 (R001).</summary>
    public int BaseLineLength => Board == BoardKind.Square8 ? 3 : 4;

    /// <summary>The board and player count.</summary>
    public GameConfig Config => new(Board, Players);

    /// <summary>
    /// The usual rules of a configuration: 18, 72, 18 or 96 rings, three rounds as the last player standing, pie rule on.
    /// </summary>
    /// <param name="config">Board and player count.</param>
    public static GameRules For(GameConfig config) => new(config.Board, config.Players, DefaultRings(config.Board));

    private static int DefaultRings(BoardKind board) => board switch
    {
        BoardKind.Square19 => 72,
        BoardKind.Hexagonal => 96,
        _ => 18,
    };

    private static int Within(int value, int least, int most, string name) =>
        value >= least && value <= most
            ? value
            : throw new ArgumentOutOfRangeException(name, value, $"Expected {least} to {most}.");
}
