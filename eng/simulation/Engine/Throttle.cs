namespace RingRift.Simulation.Engine;

/// <summary>
/// A service with a limit of operations a second, as a line where one stands behind the other: what arrives faster than the limit waits. A
/// background of operations that are not simulated one by one (polls, heartbeats, renewals) takes its part of the limit.
/// </summary>
/// <param name="agenda">The clock.</param>
/// <param name="name">What it is, for people.</param>
/// <param name="limit">Operations a second.</param>
public sealed class Throttle(Agenda agenda, string name, double limit)
{
    private const double Bucket = 60;

    // A limit that the background alone exceeds still lets something through: the service serves whom it likes.
    private const double LeastShare = 0.05;

    private double _free;
    private double _background;
    private double _since;
    private double _bucket;
    private double _inBucket;

    /// <summary>What it is.</summary>
    public string Name => name;

    /// <summary>Operations a second it takes.</summary>
    public double Limit => limit;

    /// <summary>Operations so far, background included.</summary>
    public double Operations { get; private set; }

    /// <summary>Operations a second asked for in the busiest minute.</summary>
    public double Peak { get; private set; }

    /// <summary>Longest wait, in seconds.</summary>
    public double LongestWait { get; private set; }

    /// <summary>Asks for some operations.</summary>
    /// <returns>Seconds until they are done.</returns>
    public double Ask(int operations = 1)
    {
        Count(operations);
        var rate = Math.Max(limit - _background, LeastShare * limit);
        _free = Math.Max(_free, agenda.Now) + (operations / rate);
        var wait = _free - agenda.Now;
        LongestWait = Math.Max(LongestWait, wait);
        return wait;
    }

    /// <summary>Changes the background, in operations a second.</summary>
    public void ChangeBackground(double by)
    {
        Settle();
        _background = Math.Max(0, _background + by);
    }

    /// <summary>Counts the background until now.</summary>
    public void Settle()
    {
        while (agenda.Now >= _bucket + Bucket)
        {
            Add(_background * (_bucket + Bucket - _since));
            Peak = Math.Max(Peak, _inBucket / Bucket);
            (_bucket, _since, _inBucket) = (_bucket + Bucket, _bucket + Bucket, 0);
        }

        Add(_background * (agenda.Now - _since));
        _since = agenda.Now;
    }

    private void Count(int operations)
    {
        Settle();
        Add(operations);
    }

    private void Add(double operations)
    {
        Operations += operations;
        _inBucket += operations;
    }
}
