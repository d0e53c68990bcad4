using System.Globalization;
using NCrontab;
using RingRift.FunctionsRuntime.Settings;

namespace RingRift.FunctionsRuntime.Timers;

/// <summary>When a timer is due: an NCRONTAB expression (UTC) or a fixed interval.</summary>
internal sealed class TimerSchedule
{
    private const int FieldsWithoutSeconds = 5;
    private readonly CrontabSchedule? _cron;
    private readonly TimeSpan _interval;

    private TimerSchedule(CrontabSchedule? cron, TimeSpan interval)
    {
        _cron = cron;
        _interval = interval;
    }

    /// <exception cref="HostSettingsException">The text is neither.</exception>
    public static TimerSchedule Parse(string text, string function)
    {
        if (TimeSpan.TryParse(text, CultureInfo.InvariantCulture, out var interval))
        {
            return interval > TimeSpan.Zero ? new TimerSchedule(null, interval) : throw Invalid(text, function);
        }

        var fields = text.Split(' ', StringSplitOptions.RemoveEmptyEntries).Length;
        var options = new CrontabSchedule.ParseOptions { IncludingSeconds = fields != FieldsWithoutSeconds };
        return CrontabSchedule.TryParse(text, options) is { } cron ? new TimerSchedule(cron, TimeSpan.Zero) : throw Invalid(text, function);
    }

    /// <summary>The first occurrence after a time.</summary>
    public DateTimeOffset Next(DateTimeOffset after) => _cron is null
        ? after + _interval
        : new DateTimeOffset(_cron.GetNextOccurrence(after.UtcDateTime), TimeSpan.Zero);

    private static HostSettingsException Invalid(string text, string function) =>
        new($"function {function}: schedule '{text}' is neither an NCRONTAB expression of 6 fields (5 without seconds) "
            + "nor a positive time span");
}
