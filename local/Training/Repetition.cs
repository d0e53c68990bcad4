using RingRift.Eventing.Records;
using RingRift.Files;
using RingRift.Game;
using RingRift.Local.Arguments;
using RingRift.Local.Progress;
using RingRift.Local.Stack;
using RingRift.Pipeline.Iterations;
using RingRift.Pipeline.Learner;
using RingRift.Pipeline.Runs;

namespace RingRift.Local.Training;

/// <summary>A recorded run that is made again: the schedule it is held to, and the settings it had.</summary>
/// <param name="Schedule">The schedule.</param>
/// <param name="Settings">Its settings as environment variables.</param>
internal sealed record Repetition(RunSchedule Schedule, IReadOnlyDictionary<string, string> Settings)
{
    private const string FileName = "schedule.json";
    private const string SeedName = "Pipeline__Seed";

    /// <summary>Reads the run of a config in a folder.</summary>
    /// <param name="recorded">Folder of the run.</param>
    /// <param name="config">Its config.</param>
    /// <param name="settings">Settings that stand in for those of the run.</param>
    /// <param name="cancellationToken">Stops reading.</param>
    /// <exception cref="CommandException">There is no run, or it cannot be repeated.</exception>
    public static async Task<Repetition> ReadAsync(
        StackFolder recorded, GameConfig config, IReadOnlyDictionary<string, string> settings, CancellationToken cancellationToken)
    {
        var all = new Dictionary<string, string>(recorded.Settings());
        foreach (var (name, value) in settings)
        {
            all[name] = value;
        }

        var seed = all.TryGetValue(SeedName, out var text) && long.TryParse(text, out var given) ? given : new PipelineOptions().Seed;
        var storage = await StackStorage.OpenAsync(recorded, cancellationToken).ConfigureAwait(false);
        await using (storage.ConfigureAwait(false))
        {
            var unreadable = new List<UnreadableRecord>();
            var states = await storage.Get<IterationStore>().ListAsync(config.Name, unreadable, cancellationToken).ConfigureAwait(false);
            return unreadable.Count > 0 ? throw CannotRepeat(recorded, config, unreadable[0].ToString())
                : new Repetition(ScheduleOf(recorded, config, seed, states), all);
        }
    }

    /// <summary>The settings of the functions and workers that make the run again in a folder, where the schedule is left.</summary>
    /// <exception cref="CommandException">The folder has another run.</exception>
    public IReadOnlyDictionary<string, string> Prepare(StackFolder folder)
    {
        var (path, bytes) = (Path.Combine(folder.Root, FileName), Schedule.ToBytes());
        if (folder.HasStorage && !(File.Exists(path) && File.ReadAllBytes(path).AsSpan().SequenceEqual(bytes)))
        {
            throw new CommandException($"--data '{folder.Root}': there is another run in this folder; a run is made again in a folder of its own");
        }

        AtomicFile.Write(path, bytes);
        return new Dictionary<string, string>(Settings)
        {
            ["Pipeline__Lockstep"] = "false",
            ["Pipeline__Schedule"] = path,
            ["Pipeline__MaxIterations"] = $"{Schedule.Iterations.Count}",
        };
    }

    /// <summary>How the networks made so far compare with those of the recorded run, byte by byte.</summary>
    public RepetitionResult Compare(RunStatus? status)
    {
        var made = (status?.Iterations ?? []).Where(iteration => iteration.Training?.Model is not null)
            .ToDictionary(iteration => iteration.Iteration, iteration => iteration.Training!.Model!.Sha256);
        var wanted = Schedule.Iterations.Where(iteration => iteration.Training is not null).ToList();
        var known = wanted.Where(iteration => made.ContainsKey(iteration.Iteration)).ToList();
        return new RepetitionResult(
            wanted.Count, known.Count(iteration => made[iteration.Iteration] == iteration.Training!.Model),
            [.. known.Where(iteration => made[iteration.Iteration] != iteration.Training!.Model).Select(iteration => iteration.Iteration)]);
    }

    private static RunSchedule ScheduleOf(StackFolder recorded, GameConfig config, long seed, IReadOnlyList<IterationState> states)
    {
        try
        {
            return RunSchedule.Of(config, seed, states);
        }
        catch (RunScheduleException cause)
        {
            throw CannotRepeat(recorded, config, cause.Message);
        }
    }

    private static CommandException CannotRepeat(StackFolder recorded, GameConfig config, string why) =>
        new($"{recorded.Option} '{recorded.Root}': the run of {config.Name} cannot be repeated: {why}");
}
