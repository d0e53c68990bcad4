using RingRift.Eventing.Events;
using RingRift.Eventing.Records;
using RingRift.Pipeline.Jobs;

namespace RingRift.Pipeline.Runs;

/// <summary>Everything about a run that a live view shows; also the HTTP answer, as JSON.</summary>
public sealed record RunStatus
{
    /// <summary>Config name.</summary>
    public required string Config { get; init; }

    /// <summary>When this was read (UTC).</summary>
    public required DateTimeOffset Time { get; init; }

    /// <summary>Newest iteration.</summary>
    public required int Iteration { get; init; }

    /// <summary>What it is at.</summary>
    public required IterationStage Stage { get; init; }

    /// <summary>What it waits for.</summary>
    public required string WaitsFor { get; init; }

    /// <summary>Why no further iteration begins; null while the run goes on.</summary>
    public string? Stopped { get; init; }

    /// <summary>Whether the run stopped because its newest iteration ended without a candidate; starting it again is the way out (K20).</summary>
    public bool StoppedByFailures { get; init; }

    /// <summary>Promotions so far.</summary>
    public required int Promotions { get; init; }

    /// <summary>The champion; null before the first promotion.</summary>
    public ChampionStatus? Champion { get; init; }

    /// <summary>All iterations, oldest first.</summary>
    public required IReadOnlyList<IterationStatus> Iterations { get; init; }

    /// <summary>Newest heartbeat of each job of the newest iteration.</summary>
    public required IReadOnlyList<JobProgress> Jobs { get; init; }

    /// <summary>Records of the run that this version cannot read; the rest of this was read without them. Null when there are none.</summary>
    public IReadOnlyList<UnreadableRecord>? Unreadable { get; init; }
}
