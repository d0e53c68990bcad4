namespace RingRift.Simulation.Cluster;

/// <summary>A machine with a worker.</summary>
/// <param name="started">When it was ordered, in simulated seconds; it is paid for from then on.</param>
public sealed class SimulatedWorker(double started)
{
    /// <summary>When it was ordered.</summary>
    public double Started => started;

    /// <summary>Since when it waits for jobs.</summary>
    public double IdleSince { get; set; }

    /// <summary>Its job; null while it waits or starts.</summary>
    public SimulatedJob? Job { get; set; }

    /// <summary>When it began to work on its job; later than now while it still fetches what it needs.</summary>
    public double WorksFrom { get; set; }

    /// <summary>Whether it looks for jobs by now.</summary>
    public bool IsUp { get; set; }

    /// <summary>Whether it ended.</summary>
    public bool IsGone { get; set; }
}
