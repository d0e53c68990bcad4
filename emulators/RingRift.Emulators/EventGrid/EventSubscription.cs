using RingRift.Emulators.EventGrid.Filtering;

namespace RingRift.Emulators.EventGrid;

/// <summary>Which events of a topic go where, and what happens when they cannot be delivered.</summary>
/// <param name="Name">Unique in the emulator; letters, digits and hyphens, 3 to 64 of them, as in the service.</param>
/// <param name="Topic">The topic's name; one of <see cref="EventGridEmulatorOptions.Topics"/>.</param>
/// <param name="Destination">Who gets the events.</param>
public sealed record EventSubscription(string Name, string Topic, EventDestination Destination)
{
    /// <summary>CloudEvent types to deliver, case ignored; empty (the default) means all.</summary>
    public IReadOnlyList<string> IncludedEventTypes { get; init; } = [];

    /// <summary>What a subject must begin with; empty (the default) means anything, also no subject.</summary>
    public string SubjectBeginsWith { get; init; } = string.Empty;

    /// <summary>What a subject must end with; empty (the default) means anything, also no subject.</summary>
    public string SubjectEndsWith { get; init; } = string.Empty;

    /// <summary>Whether the subject's filters tell upper from lower case. Default: false.</summary>
    public bool IsSubjectCaseSensitive { get; init; }

    /// <summary>Conditions on attributes and data, all of which must hold; at most 25 with 25 values in all.</summary>
    public IReadOnlyList<AdvancedFilter> AdvancedFilters { get; init; } = [];

    /// <summary>Whether advanced filters look into arrays of values. Default: false, an array then matches nothing.</summary>
    public bool EnableAdvancedFilteringOnArrays { get; init; }

    /// <summary>How often and for how long delivery is tried.</summary>
    public RetryPolicy RetryPolicy { get; init; } = new();

    /// <summary>Where events go that could not be delivered; null (the default) drops them, as the service does.</summary>
    public DeadLetterContainer? DeadLetter { get; init; }
}
