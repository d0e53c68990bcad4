namespace RingRift.Eventing.Recovery;

/// <summary>
/// How often and how long the transport hands an event to one consumer before the event becomes a dead letter. The waits between the attempts
/// are the transport's own.
/// </summary>
/// <param name="MaxAttempts">Most attempts, the first one included.</param>
/// <param name="TimeToLive">Time since the event was published after which no further attempt is made.</param>
public sealed record DeliveryRetry(int MaxAttempts, TimeSpan TimeToLive)
{
    /// <summary>To a consumer of an event: the most that Event Grid offers, for an event that is given up costs an iteration its progress.</summary>
    public static readonly DeliveryRetry Event = new(30, TimeSpan.FromDays(1));

    /// <summary>Of the notice that a blob is there: whoever gets one looks for all blobs, and looks without a notice too.</summary>
    public static readonly DeliveryRetry BlobNotice = new(10, TimeSpan.FromHours(1));

    /// <summary>
    /// How long a poison message stays hidden from other collectors while one keeps it as a dead letter. A collector that dies leaves it to the
    /// next one; a letter that is kept twice is one letter.
    /// </summary>
    public static readonly TimeSpan PoisonHidden = TimeSpan.FromMinutes(1);
}
