using RingRift.Eventing.Catalogue;

namespace RingRift.Eventing.DeadLetters;

/// <summary>Which dead letters are wanted; all conditions hold together, and null holds for every letter.</summary>
public sealed record DeadLetterQuery
{
    /// <summary>With this status.</summary>
    public DeadLetterStatus? Status { get; init; }

    /// <summary>Given up by this consumer.</summary>
    public string? Consumer { get; init; }

    /// <summary>Of this type: ADR name (<c>SELFPLAY_COMPLETE</c>, any case), wire name, or an unknown type as it was received.</summary>
    public string? EventType { get; init => field = value is null ? null : TypeNameOf(value); }

    /// <summary>About this config.</summary>
    public string? Config { get; init; }

    /// <summary>With this correlation.</summary>
    public string? CorrelationId { get; init; }

    /// <summary>Whose reason or error holds this text, case ignored.</summary>
    public string? Text { get; init; }

    /// <summary>Given up last at or after this time (UTC).</summary>
    public DateTimeOffset? From { get; init; }

    /// <summary>Given up last before this time (UTC).</summary>
    public DateTimeOffset? To { get; init; }

    /// <summary>Whether a letter is wanted.</summary>
    public bool Matches(DeadLetter letter)
    {
        ArgumentNullException.ThrowIfNull(letter);
        return (Status is null || Status == letter.Status)
            && (Consumer is null || Consumer == letter.Consumer)
            && (EventType is null || EventType == letter.EventType)
            && (Config is null || Config == letter.Config)
            && (CorrelationId is null || CorrelationId == letter.CorrelationId)
            && (From is null || letter.LastTime >= From)
            && (To is null || letter.LastTime < To)
            && MatchesText(letter);
    }

    /// <summary>The name letters carry for a type.</summary>
    public static string TypeNameOf(string type)
    {
        ArgumentNullException.ThrowIfNull(type);
        return EventTypeNames.TryParse(type, out var known)
            || EventTypeNames.TryParse(EventTypeNames.Prefix + type.ToLowerInvariant(), out known)
            ? known.CatalogueName()
            : type;
    }

    private bool MatchesText(DeadLetter letter) =>
        Text is null
        || letter.Reason.Contains(Text, StringComparison.OrdinalIgnoreCase)
        || letter.Error?.Contains(Text, StringComparison.OrdinalIgnoreCase) == true;
}
