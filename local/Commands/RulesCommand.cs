using System.CommandLine;
using RingRift.Game;
using RingRift.Local.Arguments;
using RingRift.Local.Rules;

namespace RingRift.Local.Commands;

/// <summary><c>ringrift rules verify FOLDER</c> and <c>ringrift rules bench</c>.</summary>
internal static class RulesCommand
{
    private const int MostThreads = 4096;

    public static Command Build(TimeProvider clock)
    {
        var rules = new Command("rules", "Check and measure the rules engine.");
        rules.Subcommands.Add(BuildVerify(clock));
        rules.Subcommands.Add(BuildBench(clock));
        return rules;
    }

    private static Command BuildVerify(TimeProvider clock)
    {
        var folder = new Argument<string>("FOLDER")
        {
            Description = "A folder of recorded games (.jsonl, .jsonl.gz in the trace format), or one file.",
        };
        var threads = ValueOptions.Whole("--threads", "Games replayed side by side.", 1, MostThreads, Environment.ProcessorCount);
        var json = SharedOptions.Json("Print the report as one JSON object.");
        var command = new Command(
            "verify",
            "Replay recorded games and compare every legal list, state and result. Exit code 1 on any difference and on anything that cannot be read as recorded games.")
        {
            folder, threads, json,
        };
        command.SetGuardedAction((
            parse,
            cancellationToken) =>
                Task.FromResult(new TraceCheck(clock, parse.InvocationConfiguration.Output, parse.InvocationConfiguration.Error)
            .Run(parse.GetRequiredValue(folder), parse.GetValue(threads), parse.GetValue(json), cancellationToken)));
        return command;
    }

    private static Command BuildBench(TimeProvider clock)
    {
        var config = SharedOptions.Config();
        config.DefaultValueFactory = null;
        config.Description = "Only this configuration; default: all twelve.";
        var seconds = ValueOptions.Positive("--seconds", "Seconds for each configuration.", 600, 2);
        var json = SharedOptions.Json("Print one JSON object for each configuration.");
        var command = new Command(
            "bench",
            "Plies per second of uniformly random play with the full legal list at every ply, on one thread.") { config, seconds, json };
        command.SetGuardedAction((parse, cancellationToken) =>
        {
            IReadOnlyList<GameConfig> configs = parse.GetResult(config) is null ? GameConfig.All : [parse.GetValue(config)];
            new RulesBench(clock, parse.InvocationConfiguration.Output).Run(
                configs, TimeSpan.FromSeconds(parse.GetValue(seconds)), parse.GetValue(json), cancellationToken);
            return Task.FromResult(0);
        });
        return command;
    }
}
