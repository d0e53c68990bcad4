using System.Globalization;
using System.Text.RegularExpressions;
using RingRift.Eventing.Clocks;

namespace RingRift.Eventing.Log;

/// <summary>Times as people write them when they ask the log.</summary>
public static partial class EventTimeText
{
    /// <summary>What <see cref="TryParse"/> takes, for error messages and help.</summary>
    public const string Rule =
        "a time such as 2026-03-01T12:00:00Z (UTC unless it says otherwise), or a time ago such as 90s, 30m, 2h or 3d";

    /// <summary>Reads a time.</summary>
    /// <param name="text">The text.</param>
    /// <param name="now">What times ago count from (UTC).</param>
    /// <param name="time">The time (UTC).</param>
    public static bool TryParse(string text, DateTimeOffset now, out DateTimeOffset time)
    {
        ArgumentNullException.ThrowIfNull(text);
        if (DurationText.TryParse(text, out var ago) && ago <= now - DateTimeOffset.MinValue)
        {
            time = now - ago;
            return true;
        }

        // The parser takes more than the rule: to it '1,5' is the fifth of January.
        time = default;
        return DateBegin().IsMatch(text) && DateTimeOffset.TryParse(
            text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out time);
    }

    [GeneratedRegex(@"\A\d{4}-\d{2}-\d{2}")]
    private static partial Regex DateBegin();
}
