using System.CommandLine;
using System.Text.Json;
using RingRift.Chaos.Checking;
using RingRift.Chaos.Faults;
using RingRift.Local.Commands;

namespace RingRift.Chaos.Running;

/// <summary>The command line.</summary>
internal static class ChaosCommand
{
    private static readonly JsonSerializerOptions Indented = new(JsonSerializerDefaults.Web) { WriteIndented = true };

    public static RootCommand Build(TimeProvider clock)
    {
        var events = Whole("--events", "Distinct events, those that follow from others included.", 100_000, 100, 1_000_000);
        var kills = Whole("--kills", "SIGKILLs, shared between the functions' host and the worker.", 20, 0, 1000);
        var seed = Whole("--seed", "Seed of input, order, duplicates, faults and kills.", 1, 0, int.MaxValue);
        var jobs = Whole("--jobs", "Shards or match chunks of an iteration.", 40, 2, 90);
        var minutes = Whole("--minutes", "Minutes after which the run stops and says what is missing.", 40, 1, 240);
        var (duplicates, faults) = (Share("--duplicates", "Share of deliveries made a second time.", 0.10), Share("--faults", "Share of invocations that fail.", 0.01));
        var data = new Option<DirectoryInfo>("--data") { Description = "Folder of the logs.", DefaultValueFactory = _ => new DirectoryInfo(".chaos"), HelpName = "FOLDER" };
        var control = new Option<BrokenPromise>("--control") { Description = "Go without one protection, to see that its absence is found: the run then has to fail." };
        var json = SharedOptions.Json("Print the report as one JSON object.");
        var command = new RootCommand("Publish events through storage, Event Grid, functions and worker while both are killed, and count what is lost or doubled. Exit code 1 for either.")
        {
            events, kills, seed, jobs, minutes, duplicates, faults, control, data, json,
        };
        command.SetGuardedAction((parse, cancellationToken) => RunAsync(
            new ChaosOptions
            {
                Seed = parse.GetValue(seed),
                Events = parse.GetValue(events),
                Kills = parse.GetValue(kills),
                Duplicates = parse.GetValue(duplicates),
                Faults = parse.GetValue(faults),
                Control = parse.GetValue(control),
                Jobs = parse.GetValue(jobs),
                Limit = TimeSpan.FromMinutes(parse.GetValue(minutes)),
                Folder = parse.GetRequiredValue(data).FullName,
            },
            parse.GetValue(json),
            clock,
            parse.InvocationConfiguration,
            cancellationToken));
        return command;
    }

    private static async Task<int> RunAsync(ChaosOptions options, bool json, TimeProvider clock, InvocationConfiguration console, CancellationToken cancellationToken)
    {
        var run = new ChaosRun(options, clock, console.Error.WriteLine);
        var report = await run.RunAsync(cancellationToken);
        console.Output.WriteLine(json ? JsonSerializer.Serialize(report, Indented) : ChaosText.Of(report));
        return report.Passed ? 0 : 1;
    }

    private static Option<int> Whole(string name, string description, int preset, int least, int most)
    {
        var option = new Option<int>(name) { Description = description, DefaultValueFactory = _ => preset };
        option.Validators.Add(result => result.Require(result.GetValueOrDefault<int>() >= least && result.GetValueOrDefault<int>() <= most, $"must be {least} to {most}"));
        return option;
    }

    private static Option<double> Share(string name, string description, double preset)
    {
        var option = new Option<double>(name) { Description = description, DefaultValueFactory = _ => preset };
        option.Validators.Add(result => result.Require(result.GetValueOrDefault<double>() is >= 0 and <= 0.5, "must be 0 to 0.5"));
        return option;
    }
}
