namespace RingRift.Eventing.Routing;

/// <summary>Figures of one in-process bus since it was made.</summary>
/// <param name="Transport">Which bus.</param>
/// <param name="Published">Distinct events published.</param>
/// <param name="Duplicates">Repeated events that were dropped.</param>
/// <param name="Subscribers">Its subscribers now.</param>
public sealed record BusStatistics(SubscriptionTransport Transport, long Published, long Duplicates, IReadOnlyList<SubscriberStatistics> Subscribers);
