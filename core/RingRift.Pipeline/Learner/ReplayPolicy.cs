using RingRift.Pipeline.Iterations;

namespace RingRift.Pipeline.Learner;

/// <summary>
/// Makes the learner keep to a schedule: rows join the window in one order, trainings read and begin with what is named, and games wait for their network.
/// Whatever does not wait for anything goes on at once, so a repetition has its own pace.
/// </summary>
public sealed class ReplayPolicy
{
    private readonly RunSchedule _schedule;
    private readonly IReadOnlyList<int> _order;
    private readonly Dictionary<int, int> _turns;

    /// <summary>Reads the order out of a schedule.</summary>
    public ReplayPolicy(RunSchedule schedule)
    {
        ArgumentNullException.ThrowIfNull(schedule);
        _schedule = schedule;
        var trainings = schedule.Iterations.Where(one => one.Training is not null).OrderBy(one => one.Training!.Number).ToList();
        _order =
        [
            .. trainings.SelectMany(one => one.Training!.Window.SelectMany(range => Enumerable.Range(range.From, range.To - range.From + 1))
                .Where(iteration => iteration != one.Iteration).Order().Append(one.Iteration)).Distinct(),
        ];
        _turns = _order.Select((iteration, turn) => (iteration, turn)).ToDictionary(pair => pair.iteration, pair => pair.turn);
    }

    /// <summary>Games of each shard of an iteration; null where the schedule has none.</summary>
    public int? GamesOf(int iteration) => _schedule.Find(iteration)?.Games;

    /// <summary>The network that an iteration plays with; null for rollouts, and while it is not known.</summary>
    public Generator? GeneratorOf(LearnerState state, int iteration) => _schedule.Find(iteration) is { PlayedBy: > 0 and var number } ? Network(state, number) : null;

    /// <summary>The network that a candidate is checked against; null for none.</summary>
    public Generator? CheckedBy(LearnerState state, int iteration) => _schedule.Find(iteration)?.Training is { Generator: > 0 and var number } ? Network(state, number) : null;

    /// <summary>Why the network of an iteration is not known yet; null when it is.</summary>
    public string? WhyGeneratorUnknown(LearnerState state, int iteration) =>
        _schedule.Find(iteration) is { PlayedBy: > 0 and var number } && Network(state, number) is null ? $"replay: network {number} is not trained" : null;

    /// <summary>Why the rows of an iteration have to wait; null when it is their turn.</summary>
    public string? WhyNotAdmitted(LearnerState state, int iteration)
    {
        ArgumentNullException.ThrowIfNull(state);
        if (_turns.TryGetValue(iteration, out var turn) && _order.Take(turn).FirstOrDefault(other => !HadItsTurn(state, other)) is > 0 and var first)
        {
            return $"replay: iteration {first} comes first";
        }

        return _schedule.Find(iteration)?.Training is not { } training ? null
            : state.Training is { } open ? $"replay: training {open.Number} is not over"
            : training.StartFrom > 0 && Network(state, training.StartFrom) is null ? $"replay: network {training.StartFrom} is not trained"
            : null;
    }

    /// <summary>Those of some files that a later training reads, in their order.</summary>
    public IReadOnlyList<SampleFile> Window(LearnerState state, IEnumerable<SampleFile> files)
    {
        ArgumentNullException.ThrowIfNull(state);
        var ahead = _schedule.Iterations.Select(one => one.Training).Where(training => training?.Number > state.Trainings).ToList();
        return [.. files.Where(file => ahead.Exists(training => training!.Reads(file.Iteration)))];
    }

    /// <summary>The training that an iteration's rows make due; null for none.</summary>
    public OpenTraining? TrainingOf(LearnerState state, int iteration)
    {
        ArgumentNullException.ThrowIfNull(state);
        if (_schedule.Find(iteration)?.Training is not { } training)
        {
            return null;
        }

        SampleFile[] window = [.. state.Window.Where(file => training.Reads(file.Iteration))];
        return new OpenTraining(training.Number, iteration, window, window.Sum(file => file.Rows), training.Samples)
        {
            StartFrom = training.StartFrom > 0 ? Network(state, training.StartFrom)?.Checkpoint : null,
        };
    }

    /// <summary>Whether the candidate of an iteration is measured against the champion.</summary>
    public bool IsMeasured(int iteration) => _schedule.Find(iteration)?.Training?.IsMeasured ?? false;

    /// <summary>Why a candidate has to wait for the games that say who is champion; null when it has not.</summary>
    public string? WhyNotMeasured(LearnerState state, int iteration)
    {
        ArgumentNullException.ThrowIfNull(state);
        return _schedule.Find(iteration)?.Training is { IsMeasured: true } training
            && state.Open().Where(open => _schedule.Find(open)?.Training is { IsMeasured: true } other && other.Number < training.Number).DefaultIfEmpty().Min() is > 0 and var first
            ? $"replay: the candidate of iteration {first} is not decided"
            : null;
    }

    private bool HadItsTurn(LearnerState state, int iteration) =>
        iteration <= state.Begun && (!state.Open().Contains(iteration) || _schedule.Find(iteration)?.Training?.Number <= state.Trainings);

    private static Generator? Network(LearnerState state, int number) => state.Generators.FirstOrDefault(generator => generator.Training == number);
}
