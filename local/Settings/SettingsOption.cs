using System.CommandLine;
using System.CommandLine.Parsing;
using RingRift.Local.Arguments;
using RingRift.Local.Stack;

namespace RingRift.Local.Settings;

/// <summary>The option <c>--set NAME=VALUE</c> of the commands that start programs.</summary>
internal static class SettingsOption
{
    public static Option<string[]> Create(string ofWhat)
    {
        var set = new Option<string[]>("--set")
        {
            Description = $"A setting of {ofWhat}, such as Pipeline:GamesPerShard=50; may be repeated.",
            HelpName = "NAME=VALUE",
        };
        set.Validators.Add(Check);
        return set;
    }

    /// <summary>The settings as environment variables; of a repeated name the last counts.</summary>
    public static IReadOnlyDictionary<string, string> ToEnvironment(IEnumerable<string>? pairs) => (pairs ?? [])
        .Select(pair => pair.Split('=', 2))
        .GroupBy(parts => parts[0].Replace(":", "__", StringComparison.Ordinal))
        .ToDictionary(group => group.Key, group => group.Last()[1]);

    private static void Check(OptionResult result)
    {
        var known = new Lazy<SettingNames>(() => OptionsCatalogue.Of(StackPrograms.Functions, StackPrograms.Worker));
        foreach (var text in result.Tokens.Select(token => token.Value))
        {
            if (FindFault(text, known) is { } fault)
            {
                result.AddError($"--set '{text}': {fault}");
            }
        }
    }

    private static string? FindFault(string text, Lazy<SettingNames> known)
    {
        try
        {
            return text.IndexOf('=') < 1 ? "must be NAME=VALUE" : known.Value.FindFault(text.Split('=', 2)[0]);
        }
        catch (CommandException notBuilt)
        {
            return notBuilt.Message;
        }
    }
}
