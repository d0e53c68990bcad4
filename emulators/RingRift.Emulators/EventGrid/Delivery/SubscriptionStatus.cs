namespace RingRift.Emulators.EventGrid.Delivery;

/// <summary>The work that one subscription has done and has left. Counts are since the start.</summary>
public sealed record SubscriptionStatus
{
    /// <summary>The subscription's name.</summary>
    public required string Name { get; init; }

    /// <summary>The topic's name.</summary>
    public required string Topic { get; init; }

    /// <summary>Whether the destination has consented (webhook) or exists (queue). Until then events wait.</summary>
    public required bool Ready { get; init; }

    /// <summary>Events not delivered yet, those on the way included.</summary>
    public required int Pending { get; init; }

    /// <summary>Events on the way.</summary>
    public required int InFlight { get; init; }

    /// <summary>Deliveries that succeeded, injected duplicates included.</summary>
    public required long Delivered { get; init; }

    /// <summary>Injected second deliveries that succeeded; one that fails is not made again.</summary>
    public required long Duplicated { get; init; }

    /// <summary>Attempts that failed.</summary>
    public required long Failed { get; init; }

    /// <summary>Events written to the dead-letter container.</summary>
    public required long DeadLettered { get; init; }

    /// <summary>Events given up without a dead-letter container to take them.</summary>
    public required long Dropped { get; init; }

    /// <summary>When the next waiting event is due; null when none waits.</summary>
    public required DateTimeOffset? NextAttempt { get; init; }

    /// <summary>The last failure of a handshake, delivery or dead-letter write; null when there was none.</summary>
    public required string? LastError { get; init; }
}
