namespace RingRift.Game;

/// <summary>How a game ended.</summary>
public enum EndKind : byte
{
    /// <summary>It has not ended.</summary>
    None,

    /// <summary>The winner was credited with enough eliminated rings.</summary>
    RingElimination,

    /// <summary>The winner owns enough territory, and more than all others together.</summary>
    TerritoryControl,

    /// <summary>Only the winner controls stacks and nobody else has a ring left.</summary>
    EarlyLps,

    /// <summary>The winner alone had real actions for the required number of rounds.</summary>
    LpsRounds,

    /// <summary>No stacks and no placement: most territory.</summary>
    StalemateTerritory,

    /// <summary>No stacks and no placement: most eliminated rings (rings in hand count).</summary>
    StalemateRings,

    /// <summary>No stacks and no placement: most markers.</summary>
    StalemateMarkers,

    /// <summary>No stacks and no placement, all else equal: the seat that moved last.</summary>
    StalemateLastActor,
}
