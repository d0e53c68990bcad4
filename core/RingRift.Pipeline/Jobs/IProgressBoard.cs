using RingRift.Eventing.Records;

namespace RingRift.Pipeline.Jobs;

/// <summary>Keeps the newest heartbeat of each job.</summary>
public interface IProgressBoard
{
    /// <summary>Replaces the job's heartbeat.</summary>
    Task ReportAsync(JobProgress progress, CancellationToken cancellationToken);

    /// <summary>Heartbeats of an iteration.</summary>
    /// <param name="config">Config name.</param>
    /// <param name="iteration">Iteration.</param>
    /// <param name="unreadable">Takes the ones that this version cannot read, which are passed over; null where nobody wants to know, since
    /// nothing is decided by one.</param>
    /// <param name="cancellationToken">Stops reading.</param>
    Task<IReadOnlyList<JobProgress>> ListAsync(
        string config, int iteration, ICollection<UnreadableRecord>? unreadable, CancellationToken cancellationToken);

    /// <summary>
    /// Newest heartbeats from before a time, of all iterations, in no order. Those that this version cannot read stay out.
    /// </summary>
    IAsyncEnumerable<JobProgress> ListBeforeAsync(DateTimeOffset before, CancellationToken cancellationToken);

    /// <summary>
    /// Deletes the heartbeats of jobs; those that are gone are no error. One that comes meanwhile may go too: the job's next one stands
    /// there again.
    /// </summary>
    Task ForgetAsync(IReadOnlyList<JobProgress> jobs, CancellationToken cancellationToken);
}
