using System.Collections.Frozen;
using RingRift.Azure.Topology;
using RingRift.Eventing.Events;

namespace RingRift.Functions.Delivery;

/// <summary>Which event arrives where, by <see cref="PipelineTopology"/>.</summary>
public static class ExpectedEvents
{
    private static readonly FrozenDictionary<string, DataEventType> Functions = PipelineTopology.Subscriptions
        .Where(route => route.Queue is null)
        .ToFrozenDictionary(route => route.Consumer, route => route.Type, StringComparer.Ordinal);

    private static readonly FrozenDictionary<string, DataEventType> Queues = PipelineTopology.Subscriptions
        .Where(route => route.Queue is not null)
        .ToFrozenDictionary(route => route.Queue!, route => route.Type, StringComparer.Ordinal);

    /// <summary>The event that is delivered to a function by webhook.</summary>
    /// <exception cref="KeyNotFoundException">The topology has no such subscription.</exception>
    public static DataEventType OfFunction(string function) => Functions[function];

    /// <summary>The event that is written to a queue.</summary>
    /// <exception cref="KeyNotFoundException">The topology has no such subscription.</exception>
    public static DataEventType OfQueue(string queue) => Queues[queue];
}
