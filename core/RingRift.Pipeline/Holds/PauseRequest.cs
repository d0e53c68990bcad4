using System.Text.Json.Serialization;

namespace RingRift.Pipeline.Holds;

/// <summary>Somebody asks for a pause.</summary>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
public sealed record PauseRequest
{
    /// <summary>Longest pause: whoever needs more asks again, so that nothing stays off because somebody forgot it.</summary>
    public static TimeSpan Longest { get; } = TimeSpan.FromDays(30);

    /// <summary>Most characters of <see cref="Owner"/>.</summary>
    public const int MostOwnerCharacters = 100;

    /// <summary>Most characters of <see cref="Reason"/>.</summary>
    public const int MostReasonCharacters = 500;

    /// <summary>Who asks.</summary>
    public required string Owner { get; init; }

    /// <summary>Why.</summary>
    public required string Reason { get; init; }

    /// <summary>How long from now.</summary>
    public required TimeSpan Duration { get; init; }

    /// <summary>Checks the request.</summary>
    /// <exception cref="ArgumentException">A value breaks its rule; the message names both.</exception>
    public PauseRequest Require() => this switch
    {
        _ when Duration < TimeSpan.FromSeconds(1) || Duration > Longest =>
            throw new ArgumentException($"duration '{Duration:c}' must be 1 second to {Longest.Days} days"),
        _ when string.IsNullOrWhiteSpace(Owner) || Owner.Length > MostOwnerCharacters =>
            throw new ArgumentException($"owner '{Owner}' must have 1 to {MostOwnerCharacters} characters"),
        _ when string.IsNullOrWhiteSpace(Reason) || Reason.Length > MostReasonCharacters =>
            throw new ArgumentException($"reason '{Reason}' must have 1 to {MostReasonCharacters} characters"),
        _ => this,
    };
}
