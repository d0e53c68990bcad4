namespace RingRift.Game.Traces;

/// <summary>A line that is not a recorded game.</summary>
/// <param name="fault">Where it is and what is wrong with it.</param>
/// <param name="inner">The cause.</param>
internal sealed class TraceFormatException(TraceFault fault, Exception inner) : FormatException(fault.ToString(), inner)
{
    /// <summary>Where it is and what is wrong with it.</summary>
    public TraceFault Fault { get; } = fault;
}
