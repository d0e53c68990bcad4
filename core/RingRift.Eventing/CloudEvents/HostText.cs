using System.Globalization;

namespace RingRift.Eventing.CloudEvents;

/// <summary>
/// Texts that the host of the functions writes anew when an event passes its webhook: it takes them for times. The rule that follows: no
/// identity is taken from the text of webhook data. Attributes that name something are no such texts, and keys take a time as its instant.
/// </summary>
internal static class HostText
{
    // The shortest is 2026-03-01T12:00:00; the other form is that of early .NET serialisers.
    private const int LeastCharacters = 19;
    private const int PlaceOfT = 10;

    /// <summary>Whether the host may write another text in place of this one.</summary>
    public static bool IsRewritten(string text) => text.StartsWith("/Date(", StringComparison.Ordinal) || TryReadTime(text, out _);

    /// <summary>The time a text is taken for; its kind is unspecified for one without offset, which stays one.</summary>
    public static bool TryReadTime(string text, out DateTime time)
    {
        time = default;
        return text.Length >= LeastCharacters
            && char.IsAsciiDigit(text[0])
            && text[PlaceOfT] == 'T'
            && DateTime.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.RoundtripKind, out time);
    }
}
