using System.CommandLine;
using RingRift.Eventing.Log;
using RingRift.Local.Arguments;

namespace RingRift.Local.DeadLetters;

/// <summary>Options that take a time.</summary>
internal static class TimeOption
{
    public static Option<DateTimeOffset?> Build(string name, string description, TimeProvider clock) => new(name)
    {
        Description = $"{description} {char.ToUpperInvariant(EventTimeText.Rule[0])}{EventTimeText.Rule[1..]}.",
        HelpName = "TIME",
        CustomParser = result => ValueOptions.Read<DateTimeOffset>(
            result, name, EventTimeText.Rule, text => EventTimeText.TryParse(text, clock.GetUtcNow(), out var time) ? time : null),
    };
}
