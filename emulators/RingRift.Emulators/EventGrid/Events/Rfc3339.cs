using System.Globalization;
using System.Text.RegularExpressions;

namespace RingRift.Emulators.EventGrid.Events;

/// <summary>Times as RFC 3339, section 5.6, writes them, which is narrower than what .NET parses.</summary>
internal static partial class Rfc3339
{
    private const string DateAndTime = "yyyy-MM-dd'T'HH:mm:ss";

    /// <summary>
    /// Whether the text is a date, 'T', a time to the second or finer, and 'Z' or an offset. Leap seconds, which no .NET time holds, are
    /// not taken.
    /// </summary>
    public static bool IsTime(string text) =>
        Shape().Match(text) is { Success: true } match
        && DateTime.TryParseExact(
            match.Groups[1].Value.ToUpperInvariant(), DateAndTime, CultureInfo.InvariantCulture, DateTimeStyles.None, out _);

    [GeneratedRegex(@"\A([0-9]{4}-[0-9]{2}-[0-9]{2}[Tt][0-9]{2}:[0-9]{2}:[0-9]{2})(\.[0-9]+)?([Zz]|[+-]([01][0-9]|2[0-3]):[0-5][0-9])\z")]
    private static partial Regex Shape();
}
