using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using RingRift.Chaos.Checking;
using RingRift.Chaos.Faults;
using RingRift.Local.Arguments;
using RingRift.Local.Commands;

namespace RingRift.Chaos.Running;

/// <summary>The command line.</summary>
internal static class ChaosCommand
{
    private static readonly JsonSerializerOptions Indented = new(JsonSerializerDefaults.Web) { WriteIndented = true };

    public static RootCommand Build(TimeProvider clock)
    {
        var events = ValueOptions.Whole("--events", "Distinct events, those that follow from others included.", 100, 1_000_000, 100_000);
        var kills = ValueOptions.Whole("--kills", "SIGKILLs, shared between the functions' host and the worker.", 0, 1000, 20);
        var seed = ValueOptions.Whole("--seed", "Seed of input, order, duplicates, faults and kills.", 0, int.MaxValue, 1);
        var jobs = ValueOptions.Whole("--jobs", "Shards or match chunks of an iteration.", 2, 90, 40);
        var minutes = ValueOptions.Whole("--minutes", "Minutes after which the run stops and says what is missing.", 1, 240, 40);
        var (duplicates, faults) = (ValueOptions.Between("--duplicates", "Share of deliveries made a second time.", 0, 0.5, 0.10), ValueOptions.Between("--faults", "Share of invocations that fail.", 0, 0.5, 0.01));
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
}

/// <summary>A report for people.</summary>
internal static class ChaosText
{
    private const int MostShown = 20;

    public static string Of(ChaosReport report)
    {
        var faults = report.Faults.Count == 0 ? "none" : string.Join(", ", report.Faults.Select(fault => $"{fault.Key} {fault.Value:N0}"));
        var text = string.Create(CultureInfo.InvariantCulture, $"""
            seed               {report.Seed}
            events             {report.Events:N0} in {report.Iterations:N0} iterations
            deliveries         {report.Deliveries:N0}, of which {report.Duplicates:N0} a second time on purpose; {report.FailedDeliveries:N0} failed and were made again
            faults             {report.Faults.Values.Sum():N0}: {faults}
            killed             host {report.HostKills} times, worker {report.WorkerKills} times
            took               {report.Took:hh\:mm\:ss}, {report.Events / report.Took.TotalSeconds:N0} events a second{(report.IsOver ? string.Empty : "; NOT OVER")}
            effects            {report.Effects:N0}
            lost               {report.Lost.Count}
            doubled            {report.Doubled.Count}
            unexpected         {report.Unexpected.Count}
            """);
        var details = report.Lost.Concat(report.Doubled).Concat(report.Unexpected).Take(MostShown).ToList();
        return details.Count == 0 ? text : $"{text}\n{string.Join('\n', details)}";
    }
}
