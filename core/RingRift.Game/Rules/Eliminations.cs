namespace RingRift.Game;

/// <summary>
/// Rings that leave the game, credited to the seat to move whatever their colour (R060), and the phase in which a seat that could
/// do nothing else has to lose a cap (R100).
/// </summary>
internal static class Eliminations
{
    /// <summary>A move of the kind for each stack that the seat to move controls.</summary>
    public static void List(Position position, MoveList moves, MoveKind kind)
    {
        foreach (var cell in position.CellsOf(Position.ControlPlane + position.Turn.Seat))
        {
            moves.Add(Move.At(kind, cell));
        }
    }

    /// <summary>The top ring of a stack.</summary>
    public static void Top(Position position, int cell)
    {
        position.DropTop(cell);
        position.Eliminated[position.Turn.Seat]++;
    }

    /// <summary>The whole cap of a stack.</summary>
    public static void Cap(Position position, int cell)
    {
        for (int cap = position.Stacks[cell].Cap; cap > 0; cap--)
        {
            Top(position, cell);
        }
    }

    /// <summary>The whole stack.</summary>
    public static void Stack(Position position, int cell)
    {
        while (position.Stacks[cell].Height > 0)
        {
            Top(position, cell);
        }
    }

    /// <summary>The seat's bottom-most ring of a stack (R113).</summary>
    public static void Buried(Position position, int cell)
    {
        position.DropBottomMost(cell, position.Turn.Seat);
        position.Eliminated[position.Turn.Seat]++;
    }

    /// <summary>Phase F: a cap goes, and the turn ends.</summary>
    public static void PlayForced(Position position, Move move)
    {
        Cap(position, move.From);
        Turns.End(position);
    }
}
