namespace RingRift.Game;

/// <summary>One cell's stack: its height and cap, and its first and last ring in the pool. All zero without a stack.</summary>
internal struct StackEntry
{
    public ushort Height;
    public ushort Cap;
    public ushort Top;
    public ushort Bottom;
}
