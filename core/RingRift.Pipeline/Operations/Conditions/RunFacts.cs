using RingRift.Pipeline.Holds;
using RingRift.Pipeline.Iterations;
using RingRift.Pipeline.Jobs;
using RingRift.Pipeline.Learner;
using RingRift.Pipeline.Operations.Reconciliation;
using RingRift.Pipeline.Operations.Scaling;
using RingRift.Pipeline.Operations.Stalls;
using RingRift.Pipeline.Stages.Succession;

namespace RingRift.Pipeline.Operations.Conditions;

/// <summary>Everything that is stored about a config, for <see cref="ConditionPolicy"/>.</summary>
public sealed record RunFacts
{
    /// <summary>When the facts were read (UTC).</summary>
    public required DateTimeOffset Time { get; init; }

    /// <summary>The learner.</summary>
    public required LearnerState Learner { get; init; }

    /// <summary>How much self-play goes on at the same time; null for that of the options.</summary>
    public SelfPlaySize? Size { get; init; }

    /// <summary>The open iterations, oldest first.</summary>
    public required IReadOnlyList<IterationState> Open { get; init; }

    /// <summary>Their jobs, by id.</summary>
    public IReadOnlyDictionary<string, JobState> Jobs { get; init; } = new Dictionary<string, JobState>();

    /// <summary>Newest heartbeat of each job.</summary>
    public IReadOnlyList<JobProgress> Heartbeats { get; init; } = [];

    /// <summary>Pauses that hold the config now, with their scope.</summary>
    public IReadOnlyList<PauseState> Pauses { get; init; } = [];

    /// <summary>Queues as last measured.</summary>
    public IReadOnlyList<QueuePressure> Queues { get; init; } = [];

    /// <summary>What was sent again, by iteration.</summary>
    public IReadOnlyDictionary<int, ResendState> Resends { get; init; } = new Dictionary<int, ResendState>();

    /// <summary>Progress as the stall detection sees it; null before its first look.</summary>
    public ProgressState? Progress { get; init; }

    /// <summary>The scaler's last decisions; null where it never looked.</summary>
    public ScalerState? Scaler { get; init; }

    /// <summary>Open dead letters of the config.</summary>
    public int DeadLetters { get; init; }

    /// <summary>Reason of the newest; null when there is none.</summary>
    public string? NewestDeadLetter { get; init; }
}
