using RingRift.InMemory;

namespace RingRift.Chaos.Faults;

/// <summary>A fault that waits for its point.</summary>
/// <param name="point">Where it is to happen.</param>
internal sealed class ArmedFault(FaultPoint point)
{
    private int _fired;

    public FaultPoint Point => point;

    /// <summary>Whether the fault is still to happen; true once.</summary>
    public bool TryFire() => Interlocked.Exchange(ref _fired, 1) == 0;
}
