using RingRift.Eventing.Aggregates;
using RingRift.Eventing.Envelope;
using RingRift.Eventing.Events;
using RingRift.Eventing.Handling;

namespace RingRift.GpuWorker.Jobs;

/// <summary>A well-formed job, ready to be claimed.</summary>
/// <param name="JobId">The job; refused with a <see cref="JobFormatException"/> where it could not name an aggregate.</param>
/// <param name="Envelope">The event that asks for it.</param>
/// <param name="Payload">Its payload.</param>
public sealed record JobOrder(string JobId, EventEnvelope Envelope, IPipelineEvent Payload)
{
    /// <summary>The job.</summary>
    public string JobId { get; } = JobPayload.CheckedId(JobId);

    /// <summary>The job's aggregate.</summary>
    public AggregateKey Key => AggregateKey.Job(JobId);

    /// <summary>Event to commit together with a claim; null for none.</summary>
    public Func<int, EventDraft>? Started { get; init; }

    /// <summary>
    /// Event to commit when the job is given up, from its newest attempt and the reason; null where a dead letter alone tells it.
    /// </summary>
    public Func<int, string, EventDraft>? GivenUp { get; init; }
}
