using RingRift.Pipeline.Jobs;

namespace RingRift.Pipeline.Operations.Scaling;

/// <summary>What belongs to a kind of work.</summary>
public static class WorkKinds
{
    /// <summary>All kinds, in order.</summary>
    public static IReadOnlyList<WorkKind> All { get; } = Enum.GetValues<WorkKind>();

    /// <summary>The queue its jobs wait in.</summary>
    public static string QueueOf(WorkKind kind) => kind == WorkKind.Training ? JobQueues.Training : JobQueues.Selfplay;

    /// <summary>Its name in events, logs and metrics, for example <c>selfplay</c>.</summary>
    public static string NameOf(WorkKind kind) => kind == WorkKind.Training ? "training" : "selfplay";
}
