namespace RingRift.Azure.Topology;

/// <summary>The tables of the pipeline, declared once: stores take theirs from here, and deployment makes them (ADR 0020).</summary>
public static class PipelineTables
{
    /// <summary>State, inbox and outbox of every aggregate.</summary>
    public const string Aggregates = "aggregates";

    /// <summary>The champion of each config, and those before it.</summary>
    public const string Champions = "champions";

    /// <summary>Events that a consumer gave up.</summary>
    public const string DeadLetters = "deadletters";

    /// <summary>Claims of events outside of any aggregate.</summary>
    public const string Deduplication = "deduplication";

    /// <summary>Where an event stands in the log: by time, by type, failed ones.</summary>
    public const string EventIndex = "eventindex";

    /// <summary>Every event and what became of it.</summary>
    public const string EventLog = "eventlog";

    /// <summary>Games that were taken into a set of samples.</summary>
    public const string Games = "games";

    /// <summary>Signs of life of jobs.</summary>
    public const string Progress = "progress";

    /// <summary>All of them.</summary>
    public static IReadOnlyList<string> All { get; } =
    [
        Aggregates, Champions, DeadLetters, Deduplication, EventIndex, EventLog, Games, Progress
    ];
}
