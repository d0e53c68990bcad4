using System.Globalization;

namespace RingRift.Functions.DeadLetters;

/// <summary>Times as callers give them: ISO 8601, UTC unless an offset is given.</summary>
internal static class TimeText
{
    /// <exception cref="ArgumentException">The text is no time.</exception>
    public static DateTimeOffset? Read(string name, string? text) => text switch
    {
        null or "" => null,
        _ when DateTimeOffset.TryParse(
            text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var time) => time,
        _ => throw new ArgumentException($"{name} '{text}': must be a time such as 2026-03-01T12:00:00Z"),
    };
}
