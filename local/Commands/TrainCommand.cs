using System.CommandLine;
using RingRift.Local.Arguments;
using RingRift.Local.Settings;
using RingRift.Local.Stack;
using RingRift.Local.Training;

namespace RingRift.Local.Commands;

/// <summary><c>ringrift train</c>, also what <c>ringrift</c> does without a command.</summary>
internal static class TrainCommand
{
    // A timer of .NET takes 49 days.
    private const int MostMinutes = 70_000;

    public static void Configure(Command command, TimeProvider clock)
    {
        var config = SharedOptions.Config();
        var minutes = ValueOptions.PositiveOrNone(
            "--minutes", "Stop after this much wall clock time, preparation included. Default: until Ctrl-C. A later run goes on.",
            MostMinutes);
        var (workers, data, set) = (SharedOptions.Workers(), SharedOptions.Data(), SettingsOption.Create("the functions and workers"));
        var lockstep = new Option<bool>("--lockstep")
        {
            Description = "Let the run follow from numbers alone and not from time, so that the same seed gives the same games, networks and champions. "
                + "Self-play then waits for training now and then.",
        };
        var replay = new Option<DirectoryInfo?>("--replay")
        {
            Description = "Make the run in this folder again: the same games by the same networks, trained on in the same order. Its settings are taken over; "
                + "--data names a folder for the copy. The report says whether every network has the same bytes.",
            HelpName = "FOLDER",
        };
        command.Validators.Add(result =>
        {
            if (result.GetResult(replay) is not null && result.GetResult(lockstep) is { Implicit: false })
            {
                result.AddError("--replay keeps to the order of another run, and --lockstep to an order of its own; only one of them can be given");
            }
        });
        var json = SharedOptions.Json("Print one JSON object for each change of the run, and the report last.");
        var noWeb = new Option<bool>("--no-web") { Description = "Do not serve the page beside the run." };
        foreach (var option in new Option[] { config, minutes, workers, data, set, lockstep, replay, noWeb, json })
        {
            command.Options.Add(option);
        }

        command.SetGuardedAction((parse, cancellationToken) => DoctorCommand.OfferAsync(async () =>
        {
            var (known, settings) = (parse.GetValue(config), SettingsOption.ToEnvironment(parse.GetValue(set)));
            var options = new TrainOptions
            {
                Config = known,
                Duration = parse.GetValue(minutes) is { } value ? TimeSpan.FromMinutes(value) : null,
                Workers = parse.GetValue(workers),
                DataFolder = parse.GetRequiredValue(data).FullName,
                Settings = settings,
                Lockstep = parse.GetValue(lockstep),
                Repetition = parse.GetValue(replay) is { } recorded
                    ? await Repetition.ReadAsync(new StackFolder(recorded.FullName, replay.Name), known, settings, cancellationToken).ConfigureAwait(false)
                    : null,
                Page = !parse.GetValue(noWeb),
                Json = parse.GetValue(json),
            };
            return await new TrainSession(options, clock, parse.InvocationConfiguration.Output).RunAsync(cancellationToken).ConfigureAwait(false);
        }));
    }
}
