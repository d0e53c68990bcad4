using RingRift.Eventing.Aggregates;
using RingRift.Eventing.DeadLetters;
using RingRift.Eventing.Envelope;
using RingRift.Eventing.Events;
using RingRift.Pipeline.Holds;
using RingRift.Pipeline.Iterations;
using RingRift.Pipeline.Jobs;
using RingRift.Pipeline.Operations.Queues;

namespace RingRift.Pipeline.Operations.Reconciliation;

/// <summary>Reads what is stored about a delivery that the log does not show as settled.</summary>
public sealed class DeliveryFactsReader(
    IDeadLetterStore letters, PipelineHolds holds, IAggregateStore aggregates, IterationStore iterations, IQueueDepths depths)
{
    /// <summary>Reads.</summary>
    /// <param name="envelope">The event.</param>
    /// <param name="consumer">Its consumer.</param>
    /// <param name="waiting">Depths of queues read so far, by name; completed here, so that a run measures each queue once.</param>
    /// <param name="cancellationToken">Stops reading.</param>
    public async Task<DeliveryFacts> ReadAsync(
        EventEnvelope envelope, string consumer, IDictionary<string, int> waiting, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(envelope);
        ArgumentNullException.ThrowIfNull(waiting);
        var facts = new DeliveryFacts
        {
            HasDeadLetter = await letters.GetAsync(
                DeadLetterId.Of(consumer, envelope.Id), cancellationToken).ConfigureAwait(false) is not null,
            Hold = DeadLetter.ConfigOf(envelope.Subject) is { } config
                ? await holds.WhyNoJobsAsync(config, cancellationToken).ConfigureAwait(false)
                : null,
            Waiting = JobQueues.QueueOf(consumer) is { } queue
                ? await DepthAsync(queue, waiting, cancellationToken).ConfigureAwait(false)
                : 0,
        };
        return JobQueues.OfWorkers.Contains(consumer)
            ? await WithJobAsync(facts, envelope, cancellationToken).ConfigureAwait(false)
            : facts;
    }

    private async Task<int> DepthAsync(string queue, IDictionary<string, int> waiting, CancellationToken cancellationToken)
    {
        if (!waiting.TryGetValue(queue, out var depth))
        {
            waiting.Add(queue, depth = await depths.ReadAsync(queue, cancellationToken).ConfigureAwait(false));
        }

        return depth;
    }

    /// <summary>
    /// A worker's inbox is the job itself. A job whose iteration is over is not asked for again: its games would be played for nothing.
    /// </summary>
    private async Task<DeliveryFacts> WithJobAsync(DeliveryFacts facts, EventEnvelope envelope, CancellationToken cancellationToken)
    {
        var job = LostEventPolicy.JobOf(envelope) is { } id
            ? await aggregates.LoadAsync<JobState>(AggregateKey.Job(id), cancellationToken).ConfigureAwait(false)
            : null;
        var stage = envelope.Type == DataEventType.SelfplayRequested ? IterationStage.SelfPlay : IterationStage.Training;
        return facts with
        {
            Job = job?.State,
            IsOver = (await IterationOfAsync(envelope, cancellationToken).ConfigureAwait(false))?.Stage != stage,
        };
    }

    private async Task<IterationState?> IterationOfAsync(EventEnvelope envelope, CancellationToken cancellationToken) =>
        DeadLetter.ConfigOf(envelope.Subject) is { } config
            && envelope.Data.TryGetProperty("iteration", out var member)
            && member.TryGetInt32(out var iteration)
            ? await iterations.FindAsync(config, iteration, cancellationToken).ConfigureAwait(false)
            : null;
}

/// <summary>What is stored about an event and a consumer besides the log.</summary>
public sealed record DeliveryFacts
{
    /// <summary>Whether the consumer has a dead letter of the event, whatever its status: then people decide.</summary>
    public bool HasDeadLetter { get; init; }

    /// <summary>Why the event's config is held; null when it is not.</summary>
    public string? Hold { get; init; }

    /// <summary>The job a GPU worker is asked for; null for other consumers, and while nobody has taken it.</summary>
    public JobState? Job { get; init; }

    /// <summary>Whether the iteration of that job has gone on without it.</summary>
    public bool IsOver { get; init; }

    /// <summary>Messages in the queue the consumer is behind; 0 for a consumer that is called.</summary>
    public int Waiting { get; init; }
}
