using RingRift.Eventing.Log;

namespace RingRift.Functions.Requests;

/// <summary>Times as callers give them: as <see cref="EventTimeText.Rule"/> says.</summary>
internal static class TimeText
{
    /// <exception cref="ArgumentException">The text is no time.</exception>
    public static DateTimeOffset? Read(string name, string? text, DateTimeOffset now) => text switch
    {
        null or "" => null,
        _ when EventTimeText.TryParse(text, now, out var time) => time,
        _ => throw new ArgumentException($"{name} '{text}': must be {EventTimeText.Rule}"),
    };
}
