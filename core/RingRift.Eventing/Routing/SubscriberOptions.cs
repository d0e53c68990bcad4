using System.ComponentModel.DataAnnotations;

namespace RingRift.Eventing.Routing;

/// <summary>How one in-process subscriber is served. Checked when it subscribes.</summary>
public sealed record SubscriberOptions
{
    /// <summary>Events that may wait. Default 1024.</summary>
    [Range(1, 1_000_000)]
    public int QueueCapacity { get; init; } = 1024;

    /// <summary>What happens when <see cref="QueueCapacity"/> is reached. Default: the new event is shed.</summary>
    [EnumDataType(typeof(OverflowPolicy))]
    public OverflowPolicy Overflow { get; init; } = OverflowPolicy.DropNewest;

    /// <summary>How long a publisher waits for room under <see cref="OverflowPolicy.Block"/>. Default 1 s.</summary>
    [Range(typeof(TimeSpan), "00:00:00.001", "00:05:00")]
    public TimeSpan BlockFor { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>Events handled at the same time. Default 1, which keeps the order of publishing.</summary>
    [Range(1, 256)]
    public int MaxConcurrency { get; init; } = 1;

    /// <summary>
    /// How long a handler may take before it is given up: its token is cancelled and the next event is handled. Default 30 s.
    /// </summary>
    [Range(typeof(TimeSpan), "00:00:00.010", "1.00:00:00")]
    public TimeSpan HandlerTimeout { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>
    /// Handlers that were given up and still have not ended, beyond which the subscriber rests until one of them does: a handler that
    /// ignores its token must not gather threads without end. Default 4.
    /// </summary>
    [Range(1, 256)]
    public int MaxAbandoned { get; init; } = 4;
}

/// <summary>
/// What happens to an event whose subscriber's queue is full. Only this subscriber is concerned; every loss is counted and reported.
/// </summary>
public enum OverflowPolicy
{
    /// <summary>The new event is shed. What was accepted stays in order and without gaps. Costs the publisher nothing.</summary>
    DropNewest,

    /// <summary>The oldest waiting event is shed: for subscribers who want the newest. Costs the publisher nothing.</summary>
    DropOldest,

    /// <summary>
    /// The publisher waits for room, up to <see cref="SubscriberOptions.BlockFor"/> for all subscribers together; then the new event is
    /// shed.
    /// </summary>
    Block,
}
