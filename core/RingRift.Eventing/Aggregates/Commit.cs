using RingRift.Eventing.Envelope;
using RingRift.Eventing.Records;

namespace RingRift.Eventing.Aggregates;

/// <summary>
/// What one handled event changes, written in one transaction: the state, the inbox entry and the outbox
/// (the order inbox, state, outbox, dispatch follows NServiceBus' outbox).
/// </summary>
public sealed record Commit<TState>
    where TState : StoredRecord
{
    /// <summary>Aggregate to change.</summary>
    public required AggregateKey Key { get; init; }

    /// <summary>Its new state.</summary>
    public required TState State { get; init; }

    /// <summary>Token it was loaded with; null when it did not exist.</summary>
    public required string? Token { get; init; }

    /// <summary>Version the commit makes: loaded version + 1.</summary>
    public required long Version { get; init; }

    /// <summary>Event that is handled, recorded so that it is never handled twice; null for changes no event caused.</summary>
    public required string? InboxId { get; init; }

    /// <summary>Events to publish once the commit stands, at most <see cref="CommitLimits.MostEvents"/>.</summary>
    public required IReadOnlyList<EventEnvelope> Outbox { get; init; }

    /// <summary>The commit with its events kept in the state too, where the state does so (<see cref="IResendable{TState}"/>).</summary>
    public Commit<TState> KeepingSent() =>
        Outbox.Count > 0 && State is IResendable<TState> keeper ? this with { State = keeper.KeepingSent(Outbox) } : this;
}

/// <summary>What one commit holds.</summary>
public static class CommitLimits
{
    /// <summary>
    /// Most events of a commit: a table transaction holds 100 entities, and state, inbox and room to grow are among them.
    /// </summary>
    public const int MostEvents = 90;

    /// <summary>Refuses a commit that a table transaction cannot hold; every adapter asks first, so that all refuse the same.</summary>
    /// <exception cref="ArgumentException">The commit has too many events.</exception>
    public static void Require<TState>(Commit<TState> commit)
        where TState : StoredRecord
    {
        ArgumentNullException.ThrowIfNull(commit);
        if (commit.Outbox.Count > MostEvents)
        {
            throw new ArgumentException(
                $"the commit of {commit.Key} holds {commit.Outbox.Count} events; one commit holds at most {MostEvents}", nameof(commit));
        }
    }
}
