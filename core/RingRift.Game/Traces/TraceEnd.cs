namespace RingRift.Game.Traces;

/// <summary>A recorded result.</summary>
internal sealed record TraceEnd(int Winner, string Kind, string Reason, IReadOnlyList<TraceSeat> Seats)
{
    private static readonly string[] KindNames =
    [
        "none", "ring_elimination", "territory_control", "early_lps", "lps_rounds",
        "stalemate_territory", "stalemate_rings", "stalemate_markers", "stalemate_last_actor",
    ];

    /// <summary>The result of a finished game in the same form.</summary>
    public static TraceEnd Of(GameState state) => new(
        state.Winner,
        KindNames[(int)state.EndKind],
        ReasonOf(state.EndKind),
        [.. Enumerable.Range(1, state.Rules.Players).Select(seat => new TraceSeat(
            state.RingsInHand(seat), state.Eliminated(seat), state.TerritoryOf(seat), state.MarkersOf(seat), state.RingsOnBoard(seat)))]);

    /// <inheritdoc/>
    public override string ToString() => $"seat {Winner} by {Kind} ({Reason}), {string.Join("; ", Seats)}";

    /// <summary>The original engine's coarser word for the same end.</summary>
    private static string ReasonOf(EndKind kind) => kind switch
    {
        EndKind.RingElimination or EndKind.StalemateRings => "ring_elimination",
        EndKind.TerritoryControl or EndKind.StalemateTerritory => "territory_control",
        _ => "last_player_standing",
    };
}
