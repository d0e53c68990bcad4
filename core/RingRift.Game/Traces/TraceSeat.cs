namespace RingRift.Game.Traces;

/// <summary>What a seat ended with.</summary>
internal sealed record TraceSeat(int Hand, int Eliminated, int Territory, int Markers, int RingsOnBoard)
{
    /// <inheritdoc/>
    public override string ToString() =>
        $"hand {Hand} elim {Eliminated} terr {Territory} markers {Markers} onBoard {RingsOnBoard}";
}
