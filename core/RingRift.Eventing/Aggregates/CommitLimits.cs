using RingRift.Eventing.Records;

namespace RingRift.Eventing.Aggregates;

/// <summary>What one commit holds.</summary>
public static class CommitLimits
{
    /// <summary>Most events of a commit: a table transaction holds 100 entities, and state, inbox and room to grow are among them.</summary>
    public const int MostEvents = 90;

    /// <summary>Refuses a commit that a table transaction cannot hold; every adapter asks first, so that all refuse the same.</summary>
    /// <exception cref="ArgumentException">The commit has too many events.</exception>
    public static void Require<TState>(Commit<TState> commit)
        where TState : StoredRecord
    {
        ArgumentNullException.ThrowIfNull(commit);
        if (commit.Outbox.Count > MostEvents)
        {
            throw new ArgumentException($"the commit of {commit.Key} holds {commit.Outbox.Count} events; one commit holds at most {MostEvents}", nameof(commit));
        }
    }
}
