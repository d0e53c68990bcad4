using RingRift.Eventing.Handling;

namespace RingRift.GpuWorker.Jobs;

/// <summary>How the processing of a job message ended, and why.</summary>
/// <param name="Result">The end.</param>
/// <param name="Reason">Why, where the end alone does not say it.</param>
internal readonly record struct JobEnd(JobResult Result, string? Reason = null)
{
    /// <summary>The delivery that the processing was.</summary>
    public DeliveryEnd Delivery => Result switch
    {
        JobResult.Done => new(HandlingOutcome.Done),
        JobResult.Duplicate => new(HandlingOutcome.Duplicate),
        JobResult.Busy => new(HandlingOutcome.Retry, "another worker holds the job"),
        JobResult.Released => new(HandlingOutcome.Retry, "the worker stops; the job is given back"),
        JobResult.Lost => new(HandlingOutcome.Retry, "the lease was lost; another worker does the job"),
        JobResult.Retried => new(HandlingOutcome.Retry, Reason),
        JobResult.Failed or JobResult.DeadLettered => new(HandlingOutcome.DeadLetter, Reason),
        _ => throw new InvalidOperationException($"{Result} is no end of a job"),
    };

    /// <summary>An end that says all.</summary>
    public static implicit operator JobEnd(JobResult result) => new(result);
}
