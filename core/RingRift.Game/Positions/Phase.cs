namespace RingRift.Game;

/// <summary>What the seat to move has to decide: the phases of a turn in their order (R070).</summary>
public enum Phase : byte
{
    /// <summary>Place rings, skip, or swap sides (P).</summary>
    Placement,

    /// <summary>Move or capture with a stack, or recover (M).</summary>
    Movement,

    /// <summary>Capture with the stack that just moved, or decline (C).</summary>
    Capture,

    /// <summary>Go on capturing; there is no way to decline (K).</summary>
    Chain,

    /// <summary>Process lines and pay for them (L).</summary>
    Line,

    /// <summary>Process regions and pay for them (T).</summary>
    Territory,

    /// <summary>Eliminate a cap, for want of any other action (F).</summary>
    ForcedElimination,

    /// <summary>The game is over (G).</summary>
    Over,
}
