using RingRift.Pipeline.Jobs;

namespace RingRift.Pipeline.Operations.Audits;

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
