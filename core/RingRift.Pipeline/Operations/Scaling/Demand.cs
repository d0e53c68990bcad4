using System.Globalization;
using RingRift.Pipeline.Operations.Queues;

namespace RingRift.Pipeline.Operations.Scaling;

/// <summary>How many workers the work of a queue needs.</summary>
/// <param name="Workers">So many.</param>
/// <param name="Reason">Why, in words.</param>
public sealed record Demand(int Workers, string Reason)
{
    /// <summary>
    /// Workers that do what waits, and the rest of what is worked on (half of each job, on average), within the drain time: no more than there are
    /// messages, since a worker does one job at a time, and no fewer than work now, since taking one away throws its work back to a checkpoint.
    /// </summary>
    /// <param name="load">The queue.</param>
    /// <param name="jobTime">Mean time of a job.</param>
    /// <param name="drainTime">Time within which it is to be done.</param>
    public static Demand Of(QueueLoad load, TimeSpan jobTime, TimeSpan drainTime)
    {
        ArgumentNullException.ThrowIfNull(load);
        var work = jobTime * load.Visible + jobTime * (load.InFlight / 2.0);
        var needed = (int)Math.Min(load.Messages, Math.Ceiling(work / drainTime));
        return new Demand(Math.Max(needed, load.InFlight), string.Create(
            CultureInfo.InvariantCulture,
            $"{load.Visible} jobs wait and {load.InFlight} are worked on, {jobTime.TotalSeconds:F0} s each: {Math.Max(needed, load.InFlight)} workers for {drainTime:c}"));
    }
}
