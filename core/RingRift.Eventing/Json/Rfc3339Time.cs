using System.Globalization;
using System.Text.RegularExpressions;

namespace RingRift.Eventing.Json;

/// <summary>
/// Times as in RFC 3339, in every form it allows: <c>t</c> and <c>z</c> in lower case, any number of fractional digits, leap seconds, any
/// offset. The serialiser takes fewer of these, and also a date without time or offset, which means another instant on every machine. The
/// emulator of Event Grid is built with this file too.
/// </summary>
internal static partial class Rfc3339Time
{
    public const string Rule = "must be a time as in RFC 3339, in UTC within the years 1 to 9999, for example 2026-03-01T12:00:00Z";

    private const string ToTheMinute = "yyyy-MM-dd HH:mm";
    private const int TickDigits = 7;
    private static readonly TimeSpan LargestOffset = TimeSpan.FromHours(14);

    /// <summary>
    /// Reads a time, to 100 ns; what is finer is cut off. A leap second is the first second of the next day, as clocks without leap seconds
    /// count it.
    /// </summary>
    public static bool TryParse(string text, out DateTimeOffset time)
    {
        time = default;
        return Format().Match(text) is { Success: true } match
            && DateTime.TryParseExact(
                $"{match.Groups["date"].Value} {match.Groups["minute"].Value}",
                ToTheMinute,
                CultureInfo.InvariantCulture,
                DateTimeStyles.None,
                out var minute)
            && TryPlace(minute.Ticks, TicksOf(match.Groups["second"].Value, match.Groups["fraction"].Value), OffsetOf(match), out time);
    }

    private static bool TryPlace(long minute, long ticks, TimeSpan offset, out DateTimeOffset time)
    {
        time = default;
        var utc = minute + ticks - offset.Ticks;
        if (utc < 0 || utc > DateTime.MaxValue.Ticks || (ticks >= TimeSpan.TicksPerMinute && !EndsMonth(minute - offset.Ticks)))
        {
            return false;
        }

        // Offsets and local times that the type has no room for are legal all the same: the instant counts.
        var local = utc + offset.Ticks;
        time = offset.Duration() <= LargestOffset && local >= 0 && local <= DateTime.MaxValue.Ticks
            ? new DateTimeOffset(local, offset)
            : new DateTimeOffset(utc, TimeSpan.Zero);
        return true;
    }

    /// <summary>Whether a minute is the last of a month in UTC, where alone leap seconds stand.</summary>
    private static bool EndsMonth(long minute)
    {
        var next = new DateTime(minute).AddMinutes(1);
        return next is { Day: 1, Hour: 0, Minute: 0 };
    }

    private static long TicksOf(string second, string fraction) =>
        (int.Parse(second, CultureInfo.InvariantCulture) * TimeSpan.TicksPerSecond)
        + long.Parse(fraction.PadRight(TickDigits, '0').AsSpan(0, TickDigits), CultureInfo.InvariantCulture);

    private static TimeSpan OffsetOf(Match match)
    {
        if (!match.Groups["sign"].Success)
        {
            return TimeSpan.Zero;
        }

        var offset = TimeSpan.ParseExact(match.Groups["offset"].Value, @"hh\:mm", CultureInfo.InvariantCulture);
        return match.Groups["sign"].Value == "-" ? -offset : offset;
    }

    [GeneratedRegex(
        @"\A(?<date>[0-9]{4}-[0-9]{2}-[0-9]{2})[Tt](?<minute>[0-9]{2}:[0-9]{2}):(?<second>[0-5][0-9]|60)(\.(?<fraction>[0-9]+))?"
        + @"([Zz]|(?<sign>[+-])(?<offset>([01][0-9]|2[0-3]):[0-5][0-9]))\z")]
    private static partial Regex Format();
}
