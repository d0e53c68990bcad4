namespace RingRift.Pipeline.Operations.Daemons;

/// <summary>Work that is done again and again without an event asking for it (ADR-002 of the original, ADR 0013 here).</summary>
public sealed record DaemonDefinition
{
    /// <summary>Unique name: letters and digits.</summary>
    public required string Name { get; init; }

    /// <summary>Time from the end of one run to the start of the next, at least a second.</summary>
    public required TimeSpan Interval { get; init; }

    /// <summary>Runs it once and says what it did, for people. Safe to repeat at any point; a throw is a failure of this run.</summary>
    public required Func<CancellationToken, Task<string>> Run { get; init; }

    /// <summary>Names of daemons that go first, in the same tick and at start.</summary>
    public IReadOnlyList<string> DependsOn { get; init; } = [];

    /// <summary>
    /// Whether its work may take longer than a run and goes on where it stopped: then a run is stopped early, which is no failure, and the
    /// next follows at once.
    /// </summary>
    public bool Resumable { get; init; }

    /// <summary>Whether the pipeline loses its promises without it: it is probed sooner after a permanent failure.</summary>
    public bool Critical { get; init; }
}
