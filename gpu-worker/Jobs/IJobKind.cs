using RingRift.Eventing.Envelope;
using RingRift.Eventing.Handling;

namespace RingRift.GpuWorker.Jobs;

/// <summary>
/// One kind of job: how to read it and how to do it. Claiming, fencing, committing and retrying are the same for all
/// (<see cref="JobProcessor"/>).
/// </summary>
public interface IJobKind
{
    /// <summary>Queue it is taken from.</summary>
    string Queue { get; }

    /// <summary>Order in which kinds are looked for, lowest first.</summary>
    int Priority { get; }

    /// <summary>Reads a job.</summary>
    /// <exception cref="JobFormatException">The event asks for nothing that can be done.</exception>
    JobOrder Read(EventEnvelope envelope);

    /// <summary>Does the job and returns the event that tells its result.</summary>
    /// <param name="order">The job.</param>
    /// <param name="lease">The claim; takes checkpoints.</param>
    /// <param name="cancellationToken">Fires when the worker stops or the lease is lost.</param>
    Task<EventDraft> RunAsync(JobOrder order, JobLease lease, CancellationToken cancellationToken);
}
