using RingRift.Eventing.Events;

namespace RingRift.Eventing.Routing;

/// <summary>One subscription as a line of the table.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Transport">Its one transport.</param>
/// <param name="Takes">The type it takes; null for every type, and for stage transitions.</param>
public sealed record SubscriptionLine(string Name, SubscriptionTransport Transport, DataEventType? Takes);
