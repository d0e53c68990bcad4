namespace RingRift.Pipeline.Progress;

/// <summary>Keeps the newest heartbeat of each job.</summary>
public interface IProgressBoard
{
    /// <summary>Replaces the job's heartbeat.</summary>
    Task ReportAsync(JobProgress progress, CancellationToken cancellationToken);

    /// <summary>Heartbeats of an iteration.</summary>
    Task<IReadOnlyList<JobProgress>> ListAsync(string config, int iteration, CancellationToken cancellationToken);
}
