namespace RingRift.Eventing.Routing;

/// <summary>What an error callback is told.</summary>
/// <param name="Subscriber">Name of the subscription.</param>
/// <param name="Kind">What went wrong.</param>
/// <param name="Event">The <see cref="RoutedEvent"/> or <see cref="StageTransition"/> concerned; for shed events the newest of them.</param>
/// <param name="Count">Events concerned: 1, or how many were shed since the last report.</param>
/// <param name="Error">What the handler threw; null for the other kinds.</param>
public sealed record DeliveryFault(string Subscriber, DeliveryFaultKind Kind, object Event, long Count, Exception? Error);
