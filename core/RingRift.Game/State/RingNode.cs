namespace RingRift.Game;

/// <summary>A ring of the pool: the ring below it (0 for none) and its owner. Free rings are chained the same way.</summary>
internal struct RingNode
{
    public ushort Under;
    public ushort Owner;
}
