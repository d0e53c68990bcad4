using RingRift.Eventing.Records;
using RingRift.Pipeline.Operations.Queues;

namespace RingRift.Pipeline.Operations.Scaling;

/// <summary>A kind's workers as last looked at.</summary>
public sealed record PoolState : StoredRecord
{
    /// <summary>The kind of work.</summary>
    public required WorkKind Kind { get; init; }

    /// <summary>What was decided.</summary>
    public required ScaleVerdict Verdict { get; init; }

    /// <summary>Workers there were.</summary>
    public required int Workers { get; init; }

    /// <summary>Workers that are wanted.</summary>
    public required int Wanted { get; init; }

    /// <summary>Why, in words.</summary>
    public required IReadOnlyList<string> Reasons { get; init; }

    /// <summary>Messages of its queue; null before the first that could be read.</summary>
    public QueueLoad? Load { get; init; }

    /// <summary>Mean time of a job as last measured; null before the first.</summary>
    public TimeSpan? JobTime { get; init; }

    /// <summary>When workers were last added (UTC).</summary>
    public DateTimeOffset? LastOut { get; init; }

    /// <summary>When all workers were last needed (UTC).</summary>
    public DateTimeOffset? LastNeeded { get; init; }

    /// <summary>Day on which the budget stopped it; it stays stopped for that day.</summary>
    public DateOnly? StoppedOn { get; init; }

    /// <summary>GPU-hours that were left when it was stopped: with more than these, for the budget was raised, it goes on.</summary>
    public double LeftAtStop { get; init; }

    /// <summary>Workers that may be paid for until the next look: those there were, or are wanted.</summary>
    public int Paid() => Math.Max(Workers, Wanted);
}
