namespace RingRift.Game;

/// <summary>The kinds of move; the letters are their codes in <c>MoveNotation</c>.</summary>
public enum MoveKind : byte
{
    /// <summary>P: place one to three rings.</summary>
    PlaceRing,

    /// <summary>SP: place nothing though it is possible.</summary>
    SkipPlacement,

    /// <summary>NP: no placement is possible.</summary>
    NoPlacement,

    /// <summary>SW: the pie rule; the agents exchange seats, the board stays.</summary>
    SwapSides,

    /// <summary>M: move a stack.</summary>
    MoveStack,

    /// <summary>NM: no move, capture or recovery is possible.</summary>
    NoMovement,

    /// <summary>C: capture, in phase M or C.</summary>
    OvertakingCapture,

    /// <summary>SC: decline to capture after a move.</summary>
    SkipCapture,

    /// <summary>K: a further capture of a chain.</summary>
    ContinueCapture,

    /// <summary>RA: recovery slide that forms a line; the whole line collapses and one buried ring is paid.</summary>
    RecoveryLineAll,

    /// <summary>RM: recovery slide that forms a longer line; a window of it collapses for free.</summary>
    RecoveryLineMinimum,

    /// <summary>RF: recovery slide without a line, for one buried ring.</summary>
    RecoveryFallback,

    /// <summary>RS: recovery slide onto a stack, which loses its top ring, for one buried ring.</summary>
    RecoveryStackStrike,

    /// <summary>SR: decline to recover.</summary>
    SkipRecovery,

    /// <summary>L: process a line of exactly the line length.</summary>
    ProcessLine,

    /// <summary>LA: collapse the whole of a longer line.</summary>
    CollapseLine,

    /// <summary>LM: collapse a window of a longer line for free.</summary>
    CollapseWindow,

    /// <summary>EL: pay for a line with a stack's top ring.</summary>
    EliminateForLine,

    /// <summary>ET: pay for a region with a stack's cap.</summary>
    EliminateForTerritory,

    /// <summary>ER: pay for a region after a recovery, with a buried ring.</summary>
    EliminateForRecovery,

    /// <summary>NL: there is no line to process.</summary>
    NoLine,

    /// <summary>T: process a region.</summary>
    ProcessTerritory,

    /// <summary>ST: leave the regions as they are.</summary>
    SkipTerritory,

    /// <summary>NT: there is no region to process.</summary>
    NoTerritory,

    /// <summary>F: eliminate a stack's cap because nothing else could be done this turn.</summary>
    ForcedElimination,
}
