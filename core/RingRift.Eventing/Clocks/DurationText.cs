using System.Globalization;
using System.Text.RegularExpressions;

namespace RingRift.Eventing.Clocks;

/// <summary>Durations as people write them: <c>90s</c>, <c>30m</c>, <c>1.5h</c>, <c>2d</c>.</summary>
public static partial class DurationText
{
    /// <summary>What <see cref="TryParse"/> takes, for error messages and help.</summary>
    public const string Syntax = "a number up to 1000000 and s, m, h or d, for example 30m";

    private const double Most = 1_000_000;

    /// <summary>Reads a duration; false when it is none.</summary>
    /// <param name="text">The text.</param>
    /// <param name="duration">The duration, at most a million days.</param>
    public static bool TryParse(string text, out TimeSpan duration)
    {
        ArgumentNullException.ThrowIfNull(text);
        var match = Duration().Match(text);
        duration = default;
        if (!match.Success
            || !double.TryParse(match.Groups["number"].Value, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number)
            || number > Most)
        {
            return false;
        }

        duration = match.Groups["unit"].Value switch
        {
            "s" => TimeSpan.FromSeconds(number),
            "m" => TimeSpan.FromMinutes(number),
            "h" => TimeSpan.FromHours(number),
            _ => TimeSpan.FromDays(number),
        };
        return true;
    }

    [GeneratedRegex(@"\A(?<number>[0-9]+(\.[0-9]+)?)(?<unit>[smhd])\z")]
    private static partial Regex Duration();
}
