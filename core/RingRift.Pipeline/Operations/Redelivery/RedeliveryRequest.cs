namespace RingRift.Pipeline.Operations.Redelivery;

/// <summary>An event to hand to one consumer once more, and to nobody else.</summary>
public sealed record RedeliveryRequest
{
    /// <summary>Name of the handler, or of the queue whose worker takes the event.</summary>
    public required string Consumer { get; init; }

    /// <summary>The event: a CloudEvent as JSON, or the text that arrived in its place.</summary>
    public required string Body { get; init; }

    /// <summary>Why people want it.</summary>
    public required string Reason { get; init; }

    /// <summary>Dead letter that is redriven; null for a replay.</summary>
    public string? LetterId { get; init; }

    /// <summary>Replay the delivery belongs to; null for a redrive.</summary>
    public string? ReplayId { get; init; }
}
