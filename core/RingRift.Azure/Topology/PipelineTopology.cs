using RingRift.Eventing.Events;
using RingRift.Eventing.Telemetry;
using RingRift.Pipeline.Jobs;

namespace RingRift.Azure.Topology;

/// <summary>
/// The only declaration of the topic and its subscriptions: the local stack reads it, and deployment follows it. Short handlers are called by
/// webhook; work that takes longer than an Event Grid delivery may (30 s) goes through a queue.
/// </summary>
public static class PipelineTopology
{
    /// <summary>Name of the custom topic that carries every event.</summary>
    public const string Topic = PipelineTelemetry.Topic;

    /// <summary>Blob container of events that could not be delivered.</summary>
    public const string DeadLetterContainer = PipelineContainers.Undelivered;

    /// <summary>One subscription for each consumer; an event may have several, each tried again on its own.</summary>
    public static IReadOnlyList<EventRoute> Subscriptions { get; } =
    [
        ToQueue(DataEventType.SelfplayRequested, JobQueues.Selfplay),
        ToFunction(DataEventType.SelfplayComplete, "CollectSelfplay"),
        ToQueue(DataEventType.DataSyncTriggered, JobQueues.Sync, "SyncGames"),
        ToQueue(DataEventType.DataSyncCompleted, JobQueues.Export, "ExportSamples"),
        ToFunction(DataEventType.NpzExportComplete, "PlanTraining"),
        ToQueue(DataEventType.TrainingRequested, JobQueues.Training),
        ToFunction(DataEventType.TrainingStarted, "RecordTrainingStarted"),
        ToFunction(DataEventType.TrainingCompleted, "PlanEvaluation"),
        ToFunction(DataEventType.TrainingFailed, "EndFailedTraining"),
        ToQueue(DataEventType.MatchRequested, JobQueues.Match, "PlayMatches"),
        ToFunction(DataEventType.MatchCompleted, "CollectMatches"),
        ToFunction(DataEventType.EvaluationCompleted, "CountOpponentResults"),
        ToFunction(DataEventType.EvaluationCompleted, "DecidePromotion"),
        ToFunction(DataEventType.EvaluationCompleted, "WatchRegression"),
        ToFunction(DataEventType.ModelPromoted, "DistributeModel"),
        ToFunction(DataEventType.ModelPromoted, "EnrolChampion"),
        ToFunction(DataEventType.PromotionRejected, "ContinueAfterRejection"),
        ToFunction(DataEventType.ModelDistributionComplete, "ContinueAfterDistribution"),
        ToFunction(DataEventType.SelfplayFailed, "CollectFailedSelfplay"),
        ToFunction(DataEventType.PromotionRolledBack, "RestoreChampion"),
        ToFunction(DataEventType.RegressionCritical, "RollBackPromotion"),
    ];

    /// <summary>Subscriptions to new blobs. Only Azure sends them: the laptop's storage has no system topic.</summary>
    public static IReadOnlyList<StorageRoute> StorageSubscriptions { get; } = [new(NameOf("CollectUndelivered"), DeadLetterContainer, "CollectUndelivered")];

    private static EventRoute ToFunction(DataEventType type, string function) => new(NameOf(function), type, new RouteTarget.Function(function));

    private static EventRoute ToQueue(DataEventType type, string queue, string? handler = null) =>
        new(queue, type, new RouteTarget.Queue(queue, handler));

    /// <summary>The function's name in kebab case, as subscriptions are named in Azure.</summary>
    private static string NameOf(string function) => string.Concat(
        function.Select((letter, index) => char.IsUpper(letter) ? (index > 0 ? "-" : string.Empty) + char.ToLowerInvariant(letter) : letter.ToString()));
}
