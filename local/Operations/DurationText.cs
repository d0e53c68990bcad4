using System.Globalization;
using System.Text.RegularExpressions;

namespace RingRift.Local.Operations;

/// <summary>Durations as people write them: <c>90s</c>, <c>30m</c>, <c>1.5h</c>, <c>2d</c>.</summary>
internal static partial class DurationText
{
    public const string Syntax = "a number up to 1000000 and s, m, h or d, for example 30m";

    /// <summary>Reads a duration; false when it is none.</summary>
    public static bool TryParse(string text, out TimeSpan duration)
    {
        var match = Duration().Match(text);
        duration = default;
        if (!match.Success || !double.TryParse(match.Groups["number"].Value, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number) || number > 1e6)
        {
            return false;
        }

        duration = match.Groups["unit"].Value switch
        {
            "s" => TimeSpan.FromSeconds(number),
            "m" => TimeSpan.FromMinutes(number),
            "h" => TimeSpan.FromHours(number),
            _ => TimeSpan.FromDays(Math.Min(number, 10_000)),
        };
        return true;
    }

    [GeneratedRegex(@"^(?<number>\d+(\.\d+)?)(?<unit>[smhd])$")]
    private static partial Regex Duration();
}
