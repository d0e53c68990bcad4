namespace RingRift.Simulation.Engine;

/// <summary>
/// What happens when, in simulated seconds. What is due at the same time happens in the order it was asked for, so that a run is a function
/// of its seed.
/// </summary>
public sealed class Agenda
{
    private readonly PriorityQueue<Action, (double Time, long Order)> _due = new();
    private long _order;

    /// <summary>Seconds since the start.</summary>
    public double Now { get; private set; }

    /// <summary>Events that have happened.</summary>
    public long Events { get; private set; }

    /// <summary>Has something happen in some seconds, not negative.</summary>
    public void After(double seconds, Action action)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(seconds);
        _due.Enqueue(action, (Now + seconds, _order++));
    }

    /// <summary>Lets everything happen that is due until a time.</summary>
    public void RunUntil(double end)
    {
        while (_due.TryPeek(out var action, out var key) && key.Time <= end)
        {
            _due.Dequeue();
            (Now, Events) = (key.Time, Events + 1);
            action();
        }

        Now = end;
    }
}
