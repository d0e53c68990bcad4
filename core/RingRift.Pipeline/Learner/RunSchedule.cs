using System.Text.Json;
using Microsoft.Extensions.Options;
using RingRift.Eventing.Artifacts;
using RingRift.Eventing.Json;
using RingRift.Game;
using RingRift.Pipeline.Iterations;

namespace RingRift.Pipeline.Learner;

/// <summary>
/// What happened in which order in a run, as far as its networks follow from it: which network played which games, and what each training read and went on
/// from. Networks have the numbers of their trainings, from 1; 0 stands for none. A run that keeps to it makes the same networks (ADR 0037).
/// </summary>
public sealed record RunSchedule
{
    /// <summary>Config name.</summary>
    public required string Config { get; init; }

    /// <summary>Seed of the run: <see cref="PipelineOptions.Seed"/>.</summary>
    public required long Seed { get; init; }

    /// <summary>Iterations from 1 without gaps.</summary>
    public required IReadOnlyList<ScheduledIteration> Iterations { get; init; }

    /// <summary>The schedule of a recorded run, up to the last training that ended.</summary>
    /// <param name="config">Its config.</param>
    /// <param name="seed">Its seed.</param>
    /// <param name="states">All its iterations.</param>
    /// <exception cref="RunScheduleException">The run cannot be repeated.</exception>
    public static RunSchedule Of(GameConfig config, long seed, IReadOnlyList<IterationState> states)
    {
        ArgumentNullException.ThrowIfNull(states);
        var ordered = states.OrderBy(state => state.Iteration).ToList();
        if (ordered.Where((state, at) => state.Iteration != at + 1).FirstOrDefault() is { } after)
        {
            throw new RunScheduleException($"the iteration before {after.Iteration} is no longer stored");
        }

        var trained = ordered.Where(state => state.Training?.Model is not null).ToList();
        if (trained.Count == 0)
        {
            throw new RunScheduleException("no network was trained");
        }

        if (trained.Find(state => state.Training!.Number == 0) is { } older)
        {
            throw new RunScheduleException($"iteration {older.Iteration} was trained by an earlier version, which did not number trainings");
        }

        var numbers = new NetworkNumbers(trained);
        var last = trained.Max(state => Math.Max(state.Iteration, state.Training!.Window.DefaultIfEmpty(new IterationRange(1, 1)).Max(range => range.To)));
        var schedule = new RunSchedule
        {
            Config = config.Name,
            Seed = seed,
            Iterations = [.. ordered.Take(last).Select(numbers.Scheduled)],
        };
        return schedule.WhyImpossible(seed, ordered) is { } reason ? throw new RunScheduleException(reason) : schedule;
    }

    /// <summary>Reads one.</summary>
    /// <exception cref="RunScheduleException">The file cannot be read or holds none.</exception>
    public static RunSchedule Read(string path)
    {
        try
        {
            return JsonSerializer.Deserialize<RunSchedule>(File.ReadAllBytes(path), EventJson.Options) ?? throw new JsonException("it says null");
        }
        catch (Exception cause) when (cause is IOException or UnauthorizedAccessException or JsonException)
        {
            throw new RunScheduleException($"'{path}' cannot be read: {cause.Message}", cause);
        }
    }

    /// <summary>As a file.</summary>
    public byte[] ToBytes() => JsonSerializer.SerializeToUtf8Bytes(this, EventJson.Options);

    /// <summary>The entry of an iteration; null where the schedule has none.</summary>
    public ScheduledIteration? Find(int iteration) => iteration >= 1 && iteration <= Iterations.Count ? Iterations[iteration - 1] : null;

    // Iterations begin by their numbers, so the network of one may not have read the games of a later one.
    private string? WhyImpossible(long seed, List<IterationState> states)
    {
        if (states.Find(state => state.Plan.Seed != Seeds.OfIteration(seed, Config, state.Iteration)) is { } other)
        {
            return $"iteration {other.Iteration} was not made with the seed {seed}; --set Pipeline:Seed names that of the run";
        }

        var trainings = Iterations.Where(one => one.Training is not null).ToDictionary(one => one.Training!.Number, one => one.Training!);
        return Iterations.Select(one => one switch
        {
            { PlayedBy: > 0 } when !trainings.ContainsKey(one.PlayedBy) => $"nobody knows the network that played iteration {one.Iteration}",
            { PlayedBy: > 0 } when trainings[one.PlayedBy].Window.Any(range => range.To >= one.Iteration) =>
                $"iteration {one.Iteration} was played by a network that had read later games",
            { Training: { StartFrom: > 0 } training } when !trainings.ContainsKey(training.StartFrom) => $"nobody knows the weights that training {training.Number} began with",
            { Training: { Samples: <= 0 } training } => $"training {training.Number} did not keep how many rows it drew",
            _ => null,
        }).FirstOrDefault(reason => reason is not null);
    }

    /// <summary>Numbers of networks by the hashes of their files.</summary>
    private sealed class NetworkNumbers(List<IterationState> trained)
    {
        private readonly ILookup<string, int> _models = trained.ToLookup(state => state.Training!.Model!.Sha256, state => state.Training!.Number);
        private readonly ILookup<string, int> _checkpoints = trained.ToLookup(state => state.Training!.Checkpoint!.Sha256, state => state.Training!.Number);

        public ScheduledIteration Scheduled(IterationState state) => new(state.Iteration, state.Plan.GamesPerShard)
        {
            PlayedBy = Number(_models, state.PlayedWith()),
            Training = state.Training is { Model: { } model } training
                ? new ScheduledTraining(training.Number, training.Window, training.Samples, model.Sha256)
                {
                    StartFrom = Number(_checkpoints, training.StartFrom),
                    Generator = Number(_models, state.Evaluation?.Generator),
                    IsMeasured = state.Evaluation?.IsMeasured ?? false,
                }
                : null,
        };

        private static int Number(ILookup<string, int> numbers, ArtifactRef? file) =>
            file is null ? 0 : numbers[file.Sha256].DefaultIfEmpty(int.MaxValue).First();
    }
}

/// <summary>An iteration of a schedule.</summary>
/// <param name="Iteration">Its number.</param>
/// <param name="Games">Games of each of its shards.</param>
public sealed record ScheduledIteration(int Iteration, int Games)
{
    /// <summary>Network that played; 0 for rollouts.</summary>
    public int PlayedBy { get; init; }

    /// <summary>Training that its rows made due; null for none.</summary>
    public ScheduledTraining? Training { get; init; }
}

/// <summary>A training of a schedule.</summary>
/// <param name="Number">Its number.</param>
/// <param name="Window">Iterations whose rows it reads.</param>
/// <param name="Samples">Rows that it draws.</param>
/// <param name="Model">SHA-256 of the network it made, which a repetition is held against.</param>
public sealed record ScheduledTraining(int Number, IReadOnlyList<IterationRange> Window, long Samples, string Model)
{
    /// <summary>Network whose weights it goes on from; 0 to start from nothing.</summary>
    public int StartFrom { get; init; }

    /// <summary>Network that the candidate is checked against; 0 for none.</summary>
    public int Generator { get; init; }

    /// <summary>Whether the candidate is measured against the champion.</summary>
    public bool IsMeasured { get; init; }

    /// <summary>Whether it reads the rows of an iteration.</summary>
    public bool Reads(int iteration) => Window.Any(range => range.Contains(iteration));
}

/// <summary>A run cannot be repeated.</summary>
/// <param name="reason">Why.</param>
/// <param name="cause">What found it; null for none.</param>
public sealed class RunScheduleException(string reason, Exception? cause = null) : Exception(reason, cause);

/// <summary>Holds a schedule against the settings at the start.</summary>
internal sealed class ScheduleCheck : IValidateOptions<LearnerOptions>
{
    /// <inheritdoc/>
    public ValidateOptionsResult Validate(string? name, LearnerOptions options) => WhyNot(options) is { } reason
        ? ValidateOptionsResult.Fail($"Schedule: {reason}")
        : ValidateOptionsResult.Success;

    private static string? WhyNot(LearnerOptions options)
    {
        if (options.Schedule is not { } path)
        {
            return null;
        }

        if (options.Lockstep)
        {
            return "a replay follows from the schedule, and lockstep from numbers; only one of Schedule and Lockstep can be set";
        }

        try
        {
            RunSchedule.Read(path);
            return null;
        }
        catch (RunScheduleException reason)
        {
            return reason.Message;
        }
    }
}
