using System.Text.Json.Serialization;
using RingRift.Pipeline.Jobs;

namespace RingRift.Pipeline.Operations.Scaling;

/// <summary>
/// The workers of one kind of work, as machines. An adapter registers one for each kind it can scale; a kind without one is not scaled.
/// </summary>
public interface IWorkerPool
{
    /// <summary>The kind of work its workers do.</summary>
    WorkKind Kind { get; }

    /// <summary>Workers that are wanted now; as many may be paid for. Those that ended by themselves do not count.</summary>
    Task<int> ReadAsync(CancellationToken cancellationToken);

    /// <summary>
    /// Wants another number of workers. Returns when that is taken note of; machines come and go later, those protected from scale-in stay.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">The number is negative, or more than the pool can hold.</exception>
    Task SetAsync(int workers, CancellationToken cancellationToken);

    /// <summary>
    /// Wants no worker any more and ends those there are, protected or not. Their jobs go on from their checkpoints elsewhere.
    /// </summary>
    Task StopAsync(CancellationToken cancellationToken);
}

/// <summary>Kinds of work that have a queue, workers and a quota of their own, so that none can starve another (K26).</summary>
public enum WorkKind
{
    /// <summary>Self-play: many short jobs, which Spot workers may lose at any time.</summary>
    [JsonStringEnumMemberName("selfplay")]
    SelfPlay,

    /// <summary>Training: one job for each config at a time, on regular workers.</summary>
    Training,
}

/// <summary>What belongs to a kind of work.</summary>
public static class WorkKinds
{
    /// <summary>All kinds, in order.</summary>
    public static IReadOnlyList<WorkKind> All { get; } = Enum.GetValues<WorkKind>();

    /// <summary>The queue its jobs wait in.</summary>
    public static string QueueOf(WorkKind kind) => kind == WorkKind.Training ? JobQueues.Training : JobQueues.Selfplay;

    /// <summary>Its name in events, logs and metrics, for example <c>selfplay</c>.</summary>
    public static string NameOf(WorkKind kind) => kind == WorkKind.Training ? "training" : "selfplay";

    /// <summary>The key of its settings in section <c>Scaler</c>.</summary>
    public static string SettingOf(WorkKind kind) => kind == WorkKind.Training ? "Training" : "Selfplay";
}
