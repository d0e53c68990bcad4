using System.CommandLine;
using System.Globalization;

namespace RingRift.Local.DeadLetters;

/// <summary>Options that take a time.</summary>
internal static class TimeOption
{
    public static Option<DateTimeOffset?> Build(string name, string description) => new(name)
    {
        Description = $"{description} ISO 8601, UTC unless an offset is given.",
        HelpName = "TIME",
        CustomParser = result =>
        {
            var text = result.Tokens[0].Value;
            if (DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var time))
            {
                return time;
            }

            result.AddError($"{name} '{text}': must be a time such as 2026-03-01T12:00:00Z");
            return null;
        },
    };
}
