namespace RingRift.Pipeline.Jobs;

/// <summary>Storage queues that Event Grid subscriptions fill; bodies are Base64 of the CloudEvent JSON.</summary>
public static class JobQueues
{
    /// <summary>SELFPLAY_REQUESTED, taken by GPU workers.</summary>
    public const string Selfplay = "selfplay-jobs";

    /// <summary>TRAINING_REQUESTED, taken by GPU workers.</summary>
    public const string Training = "training-jobs";

    /// <summary>DATA_SYNC_TRIGGERED, taken by the sync function.</summary>
    public const string Sync = "sync-jobs";

    /// <summary>DATA_SYNC_COMPLETED, taken by the export function.</summary>
    public const string Export = "export-jobs";

    /// <summary>MATCH_REQUESTED, taken by the match function.</summary>
    public const string Match = "match-jobs";

    /// <summary>The queue a consumer is behind; null for one that is called by webhook.</summary>
    /// <param name="consumer">Name of a handler, or of a worker's queue.</param>
    public static string? QueueOf(string consumer) => consumer switch
    {
        Selfplay or Training => consumer,
        "SyncGames" => Sync,
        "ExportSamples" => Export,
        "PlayMatches" => Match,
        _ => null,
    };

    /// <summary>Queues that GPU workers take from themselves; a worker's consumer name is its queue.</summary>
    public static IReadOnlyList<string> OfWorkers { get; } = [Selfplay, Training];
}
