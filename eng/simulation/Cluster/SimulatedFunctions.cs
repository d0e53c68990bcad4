using RingRift.Simulation.Engine;

namespace RingRift.Simulation.Cluster;

/// <summary>Function instances, each with one job at a time; what comes when all are busy waits its turn.</summary>
public sealed class SimulatedFunctions(Agenda agenda, int instances)
{
    // Flex Consumption bills at least a second of activity, then by tenths. Handlers that share an instance are billed once; here each has
    // its own.
    private const double LeastBilledSeconds = 1;
    private const double BilledStep = 0.1;

    private readonly Queue<(double Seconds, Action Then)> _waiting = new();
    private int _busy;

    /// <summary>Seconds that instances worked.</summary>
    public double BusySeconds { get; private set; }

    /// <summary>Seconds that are billed for.</summary>
    public double BilledSeconds { get; private set; }

    /// <summary>Calls so far.</summary>
    public long Calls { get; private set; }

    /// <summary>Most instances at once.</summary>
    public int MostBusy { get; private set; }

    /// <summary>Does something that takes some seconds.</summary>
    public void Run(double seconds, Action then)
    {
        if (_busy == instances)
        {
            _waiting.Enqueue((seconds, then));
            return;
        }

        MostBusy = Math.Max(MostBusy, ++_busy);
        (Calls, BusySeconds) = (Calls + 1, BusySeconds + seconds);
        BilledSeconds += Math.Max(LeastBilledSeconds, Math.Ceiling(Math.Round(seconds / BilledStep, 6)) * BilledStep);
        agenda.After(seconds, () =>
        {
            _busy--;
            if (_waiting.TryDequeue(out var next))
            {
                Run(next.Seconds, next.Then);
            }

            then();
        });
    }
}
