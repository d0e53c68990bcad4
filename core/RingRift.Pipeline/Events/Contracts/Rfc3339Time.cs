using System.Globalization;
using System.Text.RegularExpressions;

namespace RingRift.Pipeline.Events.Contracts;

/// <summary>Times as in RFC 3339. The serialiser also takes a date without time or offset, which means another instant on every machine.</summary>
internal static partial class Rfc3339Time
{
    public const string Rule = "must be a time as in RFC 3339, for example 2026-03-01T12:00:00Z";

    public static bool TryParse(string text, out DateTimeOffset time)
    {
        time = default;
        return Format().IsMatch(text) && DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.RoundtripKind, out time);
    }

    [GeneratedRegex(@"^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}(\.[0-9]{1,16})?(Z|[+-][0-9]{2}:[0-9]{2})\z")]
    private static partial Regex Format();
}
