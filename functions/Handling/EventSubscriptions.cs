using System.Collections.Frozen;
using RingRift.Pipeline.Events;

namespace RingRift.Functions.Handling;

/// <summary>
/// Which function takes which event: the one table that event subscriptions, queue subscriptions and the functions' own check follow.
/// </summary>
public static class EventSubscriptions
{
    /// <summary>Event Grid subscriptions with a webhook, by function name (<c>functionName=</c>).</summary>
    public static FrozenDictionary<string, DataEventType> Webhooks { get; } = new Dictionary<string, DataEventType>
    {
        ["CollectSelfplay"] = DataEventType.SelfplayComplete,
        ["PlanTraining"] = DataEventType.NpzExportComplete,
        ["RecordTrainingStarted"] = DataEventType.TrainingStarted,
        ["PlanEvaluation"] = DataEventType.TrainingCompleted,
        ["EndFailedTraining"] = DataEventType.TrainingFailed,
        ["CollectMatches"] = DataEventType.MatchCompleted,
        ["DecidePromotion"] = DataEventType.EvaluationCompleted,
        ["DistributeModel"] = DataEventType.ModelPromoted,
        ["ContinueAfterRejection"] = DataEventType.PromotionRejected,
        ["ContinueAfterDistribution"] = DataEventType.ModelDistributionComplete,
    }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>Functions that take their events from a storage queue, because their work outlasts a webhook's 30 seconds.</summary>
    public static FrozenDictionary<string, DataEventType> Queues { get; } = new Dictionary<string, DataEventType>
    {
        ["SyncGames"] = DataEventType.DataSyncTriggered,
        ["ExportSamples"] = DataEventType.DataSyncCompleted,
        ["PlayMatches"] = DataEventType.MatchRequested,
    }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>The event a function takes.</summary>
    /// <exception cref="KeyNotFoundException">No event is subscribed to under that name.</exception>
    public static DataEventType EventOf(string function) =>
        Webhooks.TryGetValue(function, out var type) || Queues.TryGetValue(function, out type)
            ? type
            : throw new KeyNotFoundException($"function '{function}' takes no event; see {nameof(EventSubscriptions)}");
}
