namespace RingRift.Web.Boards;

/// <summary>What is said about a cell besides what lies on it.</summary>
[Flags]
public enum CellMark
{
    /// <summary>Nothing.</summary>
    None = 0,

    /// <summary>It can be chosen next.</summary>
    Choosable = 1,

    /// <summary>It has been chosen for the move that is being put together.</summary>
    Chosen = 2,

    /// <summary>The last move began, captured or ended here.</summary>
    LastMove = 4,

    /// <summary>The last move changed it.</summary>
    Changed = 8,
}
