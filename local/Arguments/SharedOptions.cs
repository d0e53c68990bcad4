using System.CommandLine;
using System.CommandLine.Parsing;
using RingRift.Game;

namespace RingRift.Local.Arguments;

/// <summary>Options that several commands have.</summary>
internal static class SharedOptions
{
    /// <summary>Smallest configuration, where a laptop sees learning within minutes.</summary>
    public const string DefaultConfig = "hex8_2p";

    public static Option<GameConfig> Config() => new("--config", "-c")
    {
        Description = $"Board and players, one of {string.Join(", ", GameConfig.All.Select(config => config.Name))}.",
        DefaultValueFactory = _ => GameConfig.Parse(DefaultConfig),
        CustomParser = result => ParseConfig(result, "--config"),
        HelpName = "CONFIG",
    };

    /// <summary>The configuration as an argument, for commands that are about one.</summary>
    public static Argument<GameConfig> ConfigArgument() => new("CONFIG")
    {
        Description = $"Board and players, one of {string.Join(", ", GameConfig.All.Select(config => config.Name))}.",
        CustomParser = result => ParseConfig(result, "CONFIG"),
    };

    public static Option<bool> Json(string what) => new("--json") { Description = what };

    public static Option<int> Workers() => ValueOptions.Whole(
        "--workers", "Worker processes that play and train; they share the processor cores. With one, nothing is played while it trains.", 1, 64, Math.Clamp(Environment.ProcessorCount, 1, 64));

    public static Option<DirectoryInfo> Data() => new("--data")
    {
        Description = "Folder of the local stack: storage, events under way, logs.",
        DefaultValueFactory = _ => new DirectoryInfo(".ringrift"),
        HelpName = "FOLDER",
    };

    /// <summary>Refuses an option's value by naming it and the rule.</summary>
    public static void Require(this OptionResult result, bool holds, string rule)
    {
        if (!holds)
        {
            result.AddError($"{result.Option.Name} '{string.Join(' ', result.Tokens.Select(token => token.Value))}': {rule}");
        }
    }

    private static GameConfig ParseConfig(ArgumentResult result, string symbol) => ValueOptions.Read<GameConfig>(
        result,
        symbol,
        $"one of {string.Join(", ", GameConfig.All.Select(known => known.Name))}",
        name => GameConfig.TryParse(name, out var config) ? config : null) ?? default;
}
