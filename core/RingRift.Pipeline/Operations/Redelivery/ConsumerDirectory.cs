using System.Collections.Frozen;
using RingRift.Eventing.Catalogue;
using RingRift.Eventing.Events;

namespace RingRift.Pipeline.Operations.Redelivery;

/// <summary>
/// Everybody an event can be delivered to again, as the catalogue names them: handlers, and queues that GPU workers take from.
/// </summary>
public sealed class ConsumerDirectory
{
    private readonly FrozenDictionary<string, DataEventType> _types = EventCatalogue.All
        .SelectMany(definition => definition.Consumers, (definition, consumer) => KeyValuePair.Create(consumer.Name, definition.Type))
        .ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>Names of all consumers, in order.</summary>
    public IReadOnlyList<string> Names => [.. _types.Keys.Order(StringComparer.Ordinal)];

    /// <summary>The event a consumer takes.</summary>
    /// <exception cref="ArgumentException">There is no such consumer.</exception>
    public DataEventType TypeOf(string consumer) => _types.TryGetValue(consumer, out var type)
        ? type
        : throw new ArgumentException($"consumer '{consumer}': must be one of {string.Join(", ", Names)}");
}
