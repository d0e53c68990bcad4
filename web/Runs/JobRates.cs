using RingRift.Web.Api;

namespace RingRift.Web.Runs;

/// <summary>How fast jobs go on, from their newest heartbeats. Not safe for concurrent use.</summary>
public sealed class JobRates
{
    private static readonly TimeSpan Window = TimeSpan.FromSeconds(30);

    private Dictionary<string, List<(DateTimeOffset Time, long Done)>> _beats = [];

    /// <summary>Takes the heartbeats of now; jobs that are not among them are forgotten.</summary>
    public void Take(IEnumerable<JobAnswer> jobs)
    {
        ArgumentNullException.ThrowIfNull(jobs);
        var beats = new Dictionary<string, List<(DateTimeOffset Time, long Done)>>();
        foreach (var job in jobs)
        {
            var earlier = _beats.GetValueOrDefault(job.JobId, []).Where(beat => beat.Time < job.Time && beat.Done <= job.Done);
            beats[job.JobId] = [.. earlier, (job.Time, job.Done)];

            // The oldest but one outside of the window is not needed: the pair around its edge gives the rate.
            while (beats[job.JobId] is [_, var second, _, ..] kept && job.Time - second.Time > Window)
            {
                kept.RemoveAt(0);
            }
        }

        _beats = beats;
    }

    /// <summary>Units a second; null until the job was seen to move.</summary>
    public double? PerSecond(JobAnswer job)
    {
        ArgumentNullException.ThrowIfNull(job);
        return _beats.GetValueOrDefault(job.JobId) is [var first, .., var last] && last.Done > first.Done
            ? (last.Done - first.Done) / (last.Time - first.Time).TotalSeconds
            : null;
    }
}
