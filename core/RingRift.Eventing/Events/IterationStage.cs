using System.Text.Json.Serialization;

namespace RingRift.Eventing.Events;

/// <summary>What an iteration is at, in order; each stage ends with the event that begins the next.</summary>
public enum IterationStage
{
    /// <summary>Waits for SELFPLAY_COMPLETE of every shard.</summary>
    [JsonStringEnumMemberName("selfplay")]
    SelfPlay,

    /// <summary>Waits for DATA_SYNC_COMPLETED.</summary>
    Sync,

    /// <summary>Waits for NPZ_EXPORT_COMPLETE.</summary>
    Export,

    /// <summary>Waits for the quality gate.</summary>
    Gate,

    /// <summary>Waits for TRAINING_COMPLETED or TRAINING_FAILED.</summary>
    Training,

    /// <summary>Waits for MATCH_COMPLETED of every chunk.</summary>
    Evaluation,

    /// <summary>Waits for the promotion gate.</summary>
    Promotion,

    /// <summary>Waits for MODEL_DISTRIBUTION_COMPLETE.</summary>
    Distribution,

    /// <summary>Over; see the outcome.</summary>
    Finished,
}

/// <summary>Names of stages in texts.</summary>
public static class IterationStages
{
    /// <summary>
    /// The stage's name in names of daemons, marks of progress, reasons and reports, for example <c>Selfplay</c>. Some of these are stored,
    /// so that the name stays when the member gets another.
    /// </summary>
    public static string NameOf(IterationStage stage) => stage == IterationStage.SelfPlay ? "Selfplay" : stage.ToString();
}

/// <summary>State that is at a stage; a commit that changes the stage is told as a transition.</summary>
public interface IStaged
{
    /// <summary>Config name.</summary>
    string Config { get; }

    /// <summary>Iteration, from 1.</summary>
    int Iteration { get; }

    /// <summary>Stage it is at.</summary>
    IterationStage Stage { get; }
}
