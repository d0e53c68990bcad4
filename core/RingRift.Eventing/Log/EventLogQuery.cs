using RingRift.Eventing.Events;

namespace RingRift.Eventing.Log;

/// <summary>Which events of the log are wanted; all conditions hold together.</summary>
public sealed record EventLogQuery
{
    /// <summary>Published at or after this time (UTC).</summary>
    public required DateTimeOffset From { get; init; }

    /// <summary>Published before this time (UTC).</summary>
    public required DateTimeOffset To { get; init; }

    /// <summary>Of these types; empty for every type.</summary>
    public IReadOnlyCollection<DataEventType> Types { get; init; } = [];

    /// <summary>Only events that some delivery of failed (dead letter or fault).</summary>
    public bool FailedOnly { get; init; }

    /// <summary>Whether an event is one of those wanted.</summary>
    public bool Matches(LoggedEvent logged)
    {
        ArgumentNullException.ThrowIfNull(logged);
        return logged.Published >= From && logged.Published < To
            && (Types.Count == 0 || Types.Contains(logged.Event.Type))
            && (!FailedOnly || logged.Handlings.Any(handling => handling.IsFailure));
    }
}
