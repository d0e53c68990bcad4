using RingRift.Eventing.Events;

namespace RingRift.Pipeline.Operations.Daemons;

/// <summary>One daemon as people see it.</summary>
public sealed record DaemonHealth
{
    /// <summary>Its name.</summary>
    public required string Name { get; init; }

    /// <summary>How it is; <see cref="DaemonStatus.Stopped"/> before its first run.</summary>
    public required DaemonStatus Status { get; init; }

    /// <summary>Whether it does its work: it is not degraded or failed, and its last good run is not overdue.</summary>
    public required bool Healthy { get; init; }

    /// <summary>Whether the pipeline loses its promises without it.</summary>
    public required bool Critical { get; init; }

    /// <summary>Time between two runs.</summary>
    public required TimeSpan Interval { get; init; }

    /// <summary>Daemons that go first.</summary>
    public required IReadOnlyList<string> DependsOn { get; init; }

    /// <summary>Runs begun so far.</summary>
    public required long Runs { get; init; }

    /// <summary>Failures in a row.</summary>
    public required int Failures { get; init; }

    /// <summary>When the newest run began (UTC).</summary>
    public DateTimeOffset? LastStart { get; init; }

    /// <summary>When a run last ended well (UTC).</summary>
    public DateTimeOffset? LastSuccess { get; init; }

    /// <summary>When it is to run again (UTC).</summary>
    public DateTimeOffset? NextDue { get; init; }

    /// <summary>Process that runs it now.</summary>
    public string? Owner { get; init; }

    /// <summary>What the newest good run did.</summary>
    public string? LastResult { get; init; }

    /// <summary>The newest failure; null after a good run.</summary>
    public string? Error { get; init; }
}
