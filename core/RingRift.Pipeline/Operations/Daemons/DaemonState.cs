using RingRift.Eventing.Events;
using RingRift.Eventing.Records;

namespace RingRift.Pipeline.Operations.Daemons;

/// <summary>What is known of a daemon by all processes: a lease while it runs, and how it went (K15).</summary>
public sealed record DaemonState : StoredRecord
{
    /// <summary>The daemon.</summary>
    public required string Name { get; init; }

    /// <summary>How it is.</summary>
    public required DaemonStatus Status { get; init; }

    /// <summary>When it is to run again (UTC).</summary>
    public required DateTimeOffset NextDue { get; init; }

    /// <summary>Runs begun so far.</summary>
    public long Runs { get; init; }

    /// <summary>Process that runs it now; null between runs.</summary>
    public string? Owner { get; init; }

    /// <summary>When that run counts as dead (UTC); null between runs.</summary>
    public DateTimeOffset? LeaseUntil { get; init; }

    /// <summary>When the newest run began (UTC).</summary>
    public DateTimeOffset? LastStart { get; init; }

    /// <summary>When a run last ended well (UTC).</summary>
    public DateTimeOffset? LastSuccess { get; init; }

    /// <summary>What the newest good run did.</summary>
    public string? LastResult { get; init; }

    /// <summary>Runs in a row that failed; those within the grace after a process's start count towards the back-off only.</summary>
    public int Failures { get; init; }

    /// <summary>Times of the newest failures in a row (UTC), oldest first, as many as make a crash loop.</summary>
    public IReadOnlyList<DateTimeOffset> RecentFailures { get; init; } = [];

    /// <summary>Whether the crash loop of these failures was told.</summary>
    public bool CrashLoop { get; init; }

    /// <summary>The newest failure; null after a good run.</summary>
    public string? Error { get; init; }
}
