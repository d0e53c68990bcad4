using System.Text.Json.Serialization;
using RingRift.Eventing.DeadLetters;
using RingRift.Pipeline.Operations.Redelivery;

namespace RingRift.Functions.DeadLetters;

/// <summary>Body of a redrive or discard: exactly one of ids, filter and all, and why.</summary>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
public sealed record DeadLetterCommand
{
    /// <summary>Letters by id, whatever their status.</summary>
    public IReadOnlyList<string>? Ids { get; init; }

    /// <summary>Open letters that a filter selects, or those of the status it names.</summary>
    public DeadLetterFilter? Filter { get; init; }

    /// <summary>All open letters.</summary>
    public bool All { get; init; }

    /// <summary>Why; kept with each letter.</summary>
    public string? Reason { get; init; }

    /// <summary>Only say which letters it would be.</summary>
    public bool DryRun { get; init; }

    /// <summary>The letters it is about.</summary>
    /// <param name="now">What times ago count from (UTC).</param>
    /// <exception cref="ArgumentException">None or several ways of selecting, or a value that breaks its rule.</exception>
    public DeadLetterSelection Selection(DateTimeOffset now) => (Ids, Filter, All) switch
    {
        ({ } ids, null, false) => DeadLetterSelection.Of(ids),
        (null, { } filter, false) => DeadLetterSelection.Of(filter.ToQuery(now)),
        (null, null, true) => DeadLetterSelection.Of(new DeadLetterQuery()),
        _ => throw new ArgumentException("a request needs exactly one of ids, filter and all: true"),
    };

    /// <summary>Why.</summary>
    /// <exception cref="ArgumentException">It is empty.</exception>
    public string CheckedReason() => string.IsNullOrWhiteSpace(Reason)
        ? throw new ArgumentException("reason: must say why, for those who look at the letter later")
        : Reason;
}
