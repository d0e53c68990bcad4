using RingRift.Eventing.Catalogue;
using RingRift.Eventing.Telemetry;

namespace RingRift.Azure.Topology;

/// <summary>
/// The topic and its subscriptions, as they follow from the consumers that the catalogue names (ADR 0019): the local stack reads it, and
/// deployment follows it. Short handlers are called by webhook; work that takes longer than an Event Grid delivery may (30 s) comes from
/// a queue.
/// </summary>
public static class PipelineTopology
{
    /// <summary>Name of the custom topic that carries every event.</summary>
    public const string Topic = PipelineTelemetry.Topic;

    /// <summary>Blob container of events that could not be delivered.</summary>
    public const string DeadLetterContainer = PipelineContainers.Undelivered;

    /// <summary>One subscription for each consumer; an event may have several, each tried again on its own.</summary>
    public static IReadOnlyList<EventRoute> Subscriptions { get; } = SubscriptionsOf(EventCatalogue.All);

    /// <summary>Subscriptions to new blobs. Only Azure sends them: the laptop's storage has no system topic.</summary>
    public static IReadOnlyList<StorageRoute> StorageSubscriptions { get; } =
        [new(NameOf("CollectUndelivered"), DeadLetterContainer, "CollectUndelivered")];

    /// <summary>The subscriptions that follow from a catalogue, in its order.</summary>
    /// <param name="catalogue">Its events.</param>
    public static IReadOnlyList<EventRoute> SubscriptionsOf(IEnumerable<EventDefinition> catalogue) =>
        [.. catalogue.SelectMany(definition => definition.Consumers, (definition, consumer) => new EventRoute(definition, consumer))];

    /// <summary>The function's name in kebab case, as subscriptions are named in Azure.</summary>
    internal static string NameOf(string function) => string.Concat(
        function.Select((letter, index) => char.IsUpper(letter)
            ? (index > 0 ? "-" : string.Empty) + char.ToLowerInvariant(letter)
            : letter.ToString()));
}
