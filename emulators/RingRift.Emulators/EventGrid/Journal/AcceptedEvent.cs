using RingRift.Emulators.EventGrid.Publishing;

namespace RingRift.Emulators.EventGrid.Journal;

/// <summary>An event with the subscriptions that want it, as it is written before the publisher gets its 200.</summary>
/// <param name="Number">Ascending; unique among the events of a journal.</param>
/// <param name="Topic">The topic's name.</param>
/// <param name="PublishTime">When it was accepted.</param>
/// <param name="Event">The event.</param>
/// <param name="Subscriptions">Names; at least one.</param>
internal sealed record AcceptedEvent(
    long Number, string Topic, DateTimeOffset PublishTime, CloudEventDocument Event, IReadOnlyList<string> Subscriptions);
