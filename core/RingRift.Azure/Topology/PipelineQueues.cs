namespace RingRift.Azure.Topology;

/// <summary>The storage queues of the pipeline, as they follow from its subscriptions; deployment makes them (ADR 0020).</summary>
public static class PipelineQueues
{
    /// <summary>Queue of events that one consumer gets once more.</summary>
    public const string Redeliveries = "redeliveries";

    /// <summary>What the name of a queue ends with that takes the messages its reader gave up; the Functions host sets it.</summary>
    public const string PoisonSuffix = "-poison";

    /// <summary>Those that are read for work: what subscriptions fill, and redeliveries.</summary>
    public static IReadOnlyList<string> Read { get; } =
        [.. PipelineTopology.Subscriptions.Select(route => route.Target).OfType<RouteTarget.Queue>().Select(target => target.QueueName), Redeliveries];

    /// <summary>All of them, with those for messages that were given up.</summary>
    public static IReadOnlyList<string> All { get; } = [.. Read, .. Read.Select(queue => queue + PoisonSuffix)];
}
