using RingRift.Eventing.Envelope;

namespace RingRift.Pipeline.Jobs;

/// <summary>A taken job message. Its receipt changes with every renewal; the instance keeps the newest.</summary>
public interface IJobMessage
{
    /// <summary>The event; null when the body is not a valid envelope.</summary>
    EventEnvelope? Event { get; }

    /// <summary>The body as text, for dead letters.</summary>
    string Body { get; }

    /// <summary>Why <see cref="Event"/> is null.</summary>
    string? FormatError { get; }

    /// <summary>How often the message was taken, from 1.</summary>
    long DequeueCount { get; }

    /// <summary>Hides the message for longer; false when it was lost to somebody else.</summary>
    Task<bool> RenewAsync(TimeSpan visibility, CancellationToken cancellationToken);

    /// <summary>Deletes the message; false when it was lost to somebody else.</summary>
    Task<bool> CompleteAsync(CancellationToken cancellationToken);

    /// <summary>Makes the message visible again after <paramref name="delay"/>.</summary>
    Task ReleaseAsync(TimeSpan delay, CancellationToken cancellationToken);
}
