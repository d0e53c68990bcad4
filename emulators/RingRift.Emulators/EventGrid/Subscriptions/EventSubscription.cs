using RingRift.Emulators.EventGrid.Events;

namespace RingRift.Emulators.EventGrid.Subscriptions;

/// <summary>The events of a topic that go to one destination, and the fate of those that cannot be delivered.</summary>
/// <param name="Name">Unique in the emulator; letters, digits and hyphens, 3 to 64 of them, as in the service.</param>
/// <param name="Topic">The topic's name; one of <see cref="EventGridEmulatorOptions.Topics"/>.</param>
/// <param name="Destination">Who gets the events.</param>
public sealed record EventSubscription(string Name, string Topic, EventDestination Destination)
{
    /// <summary>CloudEvent types to deliver, case ignored; empty (the default) means all.</summary>
    public IReadOnlyList<string> IncludedEventTypes { get; init; } = [];

    /// <summary>The beginning that a subject must have, case ignored; empty (the default) means anything, also no subject.</summary>
    public string SubjectBeginsWith { get; init; } = string.Empty;

    /// <summary>How often and for how long delivery is tried.</summary>
    public RetryPolicy RetryPolicy { get; init; } = new();

    /// <summary>Where events go that could not be delivered; null (the default) drops them, as the service does.</summary>
    public DeadLetterContainer? DeadLetter { get; init; }

    /// <summary>Whether the subscription gets an event of a topic.</summary>
    internal bool Wants(string topic, CloudEventDocument document) =>
        Topic.Equals(topic, StringComparison.OrdinalIgnoreCase)
        && (IncludedEventTypes.Count == 0 || IncludedEventTypes.Contains(document.Type, StringComparer.OrdinalIgnoreCase))
        && (document.Subject ?? string.Empty).StartsWith(SubjectBeginsWith, StringComparison.OrdinalIgnoreCase);
}

/// <summary>How often and for how long delivery of an event is tried; whichever ends first counts.</summary>
/// <param name="MaxDeliveryAttempts">1 to 30.</param>
/// <param name="EventTimeToLive">One minute to one day; null means one day.</param>
public sealed record RetryPolicy(int MaxDeliveryAttempts = RetryPolicy.MostAttempts, TimeSpan? EventTimeToLive = null)
{
    /// <summary>The service's upper limit and default.</summary>
    public const int MostAttempts = 30;

    /// <summary>The service's upper limit and default.</summary>
    public static readonly TimeSpan LongestTimeToLive = TimeSpan.FromDays(1);

    /// <summary>The time to live that applies.</summary>
    public TimeSpan TimeToLive => EventTimeToLive ?? LongestTimeToLive;
}

/// <summary>
/// A blob container for events that could not be delivered. Blobs are named as the service names them,
/// <c>SUBSCRIPTION/yyyy/M/d/H/guid.json</c> in UTC, and hold an array of one event with <c>deadletterreason</c>,
/// <c>deliveryattempts</c>, <c>lastdeliveryoutcome</c> and <c>publishtime</c> added. The container is created when it is missing.
/// </summary>
/// <param name="ConnectionString">Of the storage account.</param>
/// <param name="ContainerName">Name of the container.</param>
public sealed record DeadLetterContainer(string ConnectionString, string ContainerName);
