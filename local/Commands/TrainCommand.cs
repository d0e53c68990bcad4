using System.CommandLine;
using System.CommandLine.Parsing;
using RingRift.Local.Training;

namespace RingRift.Local.Commands;

/// <summary><c>ringrift train</c>, also what <c>ringrift</c> does without a command.</summary>
internal static class TrainCommand
{
    private const int MaxWorkers = 64;

    public static void Configure(Command command, TimeProvider clock)
    {
        var config = SharedOptions.Config();
        var minutes = new Option<double?>("--minutes") { Description = "Stop after this much wall clock time, preparation included. Default: until Ctrl-C. A later run goes on." };
        minutes.Validators.Add(result => result.Require(result.GetValueOrDefault<double?>() is not (<= 0 or > 100_000 or double.NaN), "must be above 0"));
        var workers = new Option<int>("--workers") { Description = "Worker processes that play and train.", DefaultValueFactory = _ => 1 };
        workers.Validators.Add(result => result.Require(result.GetValueOrDefault<int>() is >= 1 and <= MaxWorkers, $"must be 1 to {MaxWorkers}"));
        var data = SharedOptions.Data();
        var set = new Option<string[]>("--set")
        {
            Description = "A setting of the functions and workers, such as Pipeline:GamesPerShard=50; may be repeated.",
            HelpName = "NAME=VALUE",
        };
        set.Validators.Add(CheckSettings);
        var json = SharedOptions.Json("Print one JSON object for each change of the run, and the report last.");
        foreach (var option in new Option[] { config, minutes, workers, data, set, json })
        {
            command.Options.Add(option);
        }

        command.SetGuardedAction((parse, cancellationToken) => new TrainSession(
            new TrainOptions
            {
                Config = parse.GetValue(config),
                Duration = parse.GetValue(minutes) is { } value ? TimeSpan.FromMinutes(value) : null,
                Workers = parse.GetValue(workers),
                DataFolder = parse.GetRequiredValue(data).FullName,
                Settings = Settings(parse.GetValue(set) ?? []),
                Json = parse.GetValue(json),
            },
            clock,
            parse.InvocationConfiguration.Output).RunAsync(cancellationToken));
    }

    private static Dictionary<string, string> Settings(IEnumerable<string> pairs) => pairs
        .Select(pair => pair.Split('=', 2))
        .GroupBy(parts => parts[0].Replace(":", "__", StringComparison.Ordinal))
        .ToDictionary(group => group.Key, group => group.Last()[1]);

    private static void CheckSettings(OptionResult result)
    {
        foreach (var token in result.Tokens.Where(token => token.Value.IndexOf('=') < 1))
        {
            result.AddError($"--set '{token.Value}': must be NAME=VALUE");
        }
    }
}
