using System.Collections.Frozen;
using RingRift.Eventing.Delivery;
using RingRift.Eventing.Events;
using RingRift.Pipeline.Jobs;

namespace RingRift.Pipeline.Operations.Redelivery;

/// <summary>Everybody an event can be delivered to again: the handlers, and the queues that GPU workers take from.</summary>
public sealed class ConsumerDirectory(EventDispatcher dispatcher)
{
    private readonly FrozenDictionary<string, DataEventType> _types = dispatcher.Handlers
        .Select(handler => KeyValuePair.Create(handler.Name, handler.Accepts))
        .Append(KeyValuePair.Create(JobQueues.Selfplay, DataEventType.SelfplayRequested))
        .Append(KeyValuePair.Create(JobQueues.Training, DataEventType.TrainingRequested))
        .ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>Names of all consumers, in order.</summary>
    public IReadOnlyList<string> Names => [.. _types.Keys.Order(StringComparer.Ordinal)];

    /// <summary>The event a consumer takes.</summary>
    /// <exception cref="ArgumentException">There is no such consumer.</exception>
    public DataEventType TypeOf(string consumer) => _types.TryGetValue(consumer, out var type)
        ? type
        : throw new ArgumentException($"consumer '{consumer}': must be one of {string.Join(", ", Names)}");
}
