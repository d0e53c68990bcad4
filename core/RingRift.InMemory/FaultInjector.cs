namespace RingRift.InMemory;

/// <summary>Makes the in-memory adapters fail on purpose, so that tests can crash a run anywhere. By default nothing fails.</summary>
public sealed class FaultInjector
{
    private long _passed;

    /// <summary>Whether to fail here: the point and how many points were passed in all, from 1.</summary>
    public Func<FaultPoint, long, bool> Fails { get; set; } = (_, _) => false;

    /// <summary>Points passed so far.</summary>
    public long Passed => Interlocked.Read(ref _passed);

    /// <summary>Passes a point.</summary>
    /// <exception cref="InjectedFaultException">The point fails.</exception>
    public void Pass(FaultPoint point)
    {
        if (Hits(point))
        {
            throw new InjectedFaultException(point);
        }
    }

    /// <summary>Passes a point whose failure is an answer, not an exception.</summary>
    public bool Hits(FaultPoint point) => Fails(point, Interlocked.Increment(ref _passed));
}
