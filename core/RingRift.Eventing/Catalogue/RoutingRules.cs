using RingRift.Eventing.Events;

namespace RingRift.Eventing.Catalogue;

/// <summary>What the router has to know about an event's type.</summary>
/// <param name="isCrossProcess">Whether events of the type travel to durable consumers; the others stay in the process that publishes
/// them.</param>
/// <param name="keyFields">JSON names of the payload fields that form the business key; none for an occurrence.</param>
public sealed class RoutingRules(Func<DataEventType, bool> isCrossProcess, Func<DataEventType, IReadOnlyList<string>> keyFields)
{
    /// <summary>What the catalogue says.</summary>
    public static RoutingRules OfCatalogue { get; } = new(
        type => EventCatalogue.Of(type).Transport != EventTransport.Process, type => EventCatalogue.Of(type).BusinessKey);

    /// <summary>Whether events of the type travel to durable consumers.</summary>
    public bool IsCrossProcess(DataEventType type) => isCrossProcess(type);

    /// <summary>JSON names of the fields that form the type's business key.</summary>
    public IReadOnlyList<string> KeyFields(DataEventType type) => keyFields(type);
}
