namespace RingRift.Azure.Topology;

/// <summary>The storage queues of the pipeline, as they follow from its subscriptions; deployment makes them (ADR 0020).</summary>
public static class PipelineQueues
{
    /// <summary>Queue of events that one consumer gets once more.</summary>
    public const string Redeliveries = "redeliveries";

    /// <summary>What the name of a queue ends with that takes the messages its reader gave up; the Functions host sets it.</summary>
    public const string PoisonSuffix = "-poison";

    /// <summary>Those that are read for work: what subscriptions fill, and redeliveries.</summary>
    public static IReadOnlyList<string> Read { get; } = ReadFor(PipelineTopology.Subscriptions);

    /// <summary>All of them, with those for messages that were given up.</summary>
    public static IReadOnlyList<string> All { get; } = AllFor(PipelineTopology.Subscriptions);

    /// <summary>All queues that subscriptions need, with those for messages that were given up.</summary>
    /// <param name="subscriptions">The subscriptions.</param>
    public static IReadOnlyList<string> AllFor(IEnumerable<EventRoute> subscriptions)
    {
        var read = ReadFor(subscriptions);
        return [.. read, .. read.Select(queue => queue + PoisonSuffix)];
    }

    private static IReadOnlyList<string> ReadFor(IEnumerable<EventRoute> subscriptions) =>
        [.. subscriptions.Select(route => route.Queue).OfType<string>(), Redeliveries];
}
