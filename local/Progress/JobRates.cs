using RingRift.Pipeline.Jobs;

namespace RingRift.Local.Progress;

/// <summary>Speed and remaining time of jobs, from their heartbeats.</summary>
internal sealed class JobRates
{
    /// <summary>More than anybody waits, and less than a time can hold.</summary>
    public static readonly double MostSeconds = TimeSpan.FromDays(99).TotalSeconds;

    private readonly Dictionary<string, (DateTimeOffset Time, long Done)> _first = [];

    /// <summary>Units per second since the job was first seen; null until it has moved.</summary>
    public double? PerSecond(JobProgress job)
    {
        if (!_first.TryGetValue(job.JobId, out var first) || job.Done < first.Done)
        {
            _first[job.JobId] = (job.Time, job.Done);
            return null;
        }

        var seconds = (job.Time - first.Time).TotalSeconds;
        return seconds > 0 && job.Done > first.Done ? (job.Done - first.Done) / seconds : null;
    }

    /// <summary>Time the job still needs at that speed.</summary>
    public TimeSpan? Left(JobProgress job) =>
        PerSecond(job) is { } rate ? TimeSpan.FromSeconds(Math.Min((job.Total - job.Done) / rate, MostSeconds)) : null;
}
