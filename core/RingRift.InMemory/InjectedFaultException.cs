namespace RingRift.InMemory;

/// <summary>A fault that a test asked for.</summary>
/// <param name="point">Where.</param>
public sealed class InjectedFaultException(FaultPoint point) : Exception($"injected fault: {point}")
{
    /// <summary>Where it happened.</summary>
    public FaultPoint Point { get; } = point;
}
