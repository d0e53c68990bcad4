using RingRift.Eventing.Artifacts;
using RingRift.Pipeline.Champions;
using RingRift.Pipeline.Iterations;

namespace RingRift.Pipeline.Learner;

/// <summary>
/// Who plays, trains and is measured next. Every change follows from the state alone and does nothing the second time, so that events may come twice and late.
/// In lockstep it follows from the numbers of the iterations, and not from the order in which their events come; in a replay from the schedule of another run.
/// </summary>
public sealed class LearnerPolicy(PipelineOptions run, LearnerOptions options, ReplayPolicy? replay = null)
{
    /// <summary>Why no further iteration of a run begins; null while it goes on.</summary>
    public string? WhyStopped(LearnerState state)
    {
        ArgumentNullException.ThrowIfNull(state);
        return state switch
        {
            _ when HasFailed(state) => $"{Math.Max(state.DataFailures, state.CandidateFailures)} iterations in a row failed, the last one because {state.Failure}",
            _ when state.Begun >= run.MaxIterations => $"iteration {state.Begun} was the last that is wanted",
            _ => null,
        };
    }

    /// <summary>Whether the run stopped because too many iterations in a row failed; starting it again is the way out (K20).</summary>
    public bool HasFailed(LearnerState state)
    {
        ArgumentNullException.ThrowIfNull(state);
        return Math.Max(state.DataFailures, state.CandidateFailures) >= run.MaxFailuresInARow;
    }

    /// <summary>Whether the run is over: no further iteration begins, and none is open.</summary>
    public bool IsOver(LearnerState state) => WhyStopped(state) is not null && !state.Open().Any();

    /// <summary>Whether the next iteration may begin now: a lane is free, and in lockstep the network that it plays with is known.</summary>
    /// <param name="state">The learner.</param>
    /// <param name="lanes">Iterations that may play at the same time; null for those of the options.</param>
    public bool MayBegin(LearnerState state, int? lanes = null) =>
        WhyStopped(state) is null && state.Playing.Count < (lanes ?? options.Lanes) && WhyGeneratorUnknown(state) is null;

    /// <summary>In lockstep and in a replay: why the network of the next iteration is not known yet; null when it is.</summary>
    public string? WhyGeneratorUnknown(LearnerState state)
    {
        ArgumentNullException.ThrowIfNull(state);
        return replay is not null ? replay.WhyGeneratorUnknown(state, state.Begun + 1)
            : options.Lockstep && state.Open().DefaultIfEmpty(int.MaxValue).Min() is var first && first <= state.Begun + 1 - options.LockstepLag
            ? $"lockstep: iteration {first} is not decided"
            : null;
    }

    /// <summary>The network that an iteration plays with; null for rollouts.</summary>
    public Generator? GeneratorOf(LearnerState state, int iteration)
    {
        ArgumentNullException.ThrowIfNull(state);
        return replay is not null ? replay.GeneratorOf(state, iteration) : state.Generators.LastOrDefault(generator => !options.Lockstep || generator.From <= iteration - options.LockstepLag);
    }

    /// <summary>In a replay: games of each shard of an iteration; null where the options say.</summary>
    public int? GamesOf(int iteration) => replay?.GamesOf(iteration);

    /// <summary>Whether a worker that begins a job may play with a newer network than the job was asked for with.</summary>
    public bool PlaysNewest => replay is null && !options.Lockstep;

    /// <summary>The network that the candidate of an iteration is checked against; null for none.</summary>
    public Generator? CheckedBy(LearnerState state, int iteration)
    {
        ArgumentNullException.ThrowIfNull(state);
        return replay is not null ? replay.CheckedBy(state, iteration) : state.Generators.LastOrDefault();
    }

    /// <summary>In a replay: why a candidate has to wait before it is measured; null when it has not.</summary>
    public string? WhyNotMeasured(LearnerState state, int iteration) => replay?.WhyNotMeasured(state, iteration);

    /// <summary>The next iteration begins.</summary>
    public static LearnerState Beginning(LearnerState state)
    {
        ArgumentNullException.ThrowIfNull(state);
        return state with { Begun = state.Begun + 1, Playing = [.. state.Playing, state.Begun + 1] };
    }

    /// <summary>The games of an iteration are there.</summary>
    public static LearnerState Played(LearnerState state, int iteration)
    {
        ArgumentNullException.ThrowIfNull(state);
        var counted = Counting(state, iteration);
        return counted.Playing.Contains(iteration)
            ? counted with { Playing = Without(counted.Playing, iteration), Working = [.. counted.Working.Append(iteration).Order()] }
            : state;
    }

    /// <summary>In lockstep and in a replay: why the rows of an iteration have to wait for their turn; null when it has come.</summary>
    public string? WhyNotAdmitted(LearnerState state, int iteration, IReadOnlyList<SampleFile> files)
    {
        ArgumentNullException.ThrowIfNull(state);
        state = Counting(state, iteration);
        if (!IsToAdmit(state, iteration) || (replay is null && !options.Lockstep))
        {
            return null;
        }

        if (replay is not null)
        {
            return replay.WhyNotAdmitted(state, iteration);
        }

        // Those that train or are measured had their turn.
        var first = state.Open().First(open => open != state.Training?.Iteration && open != state.Evaluating);
        return first < iteration
            ? $"lockstep: iteration {first} comes first"
            : state.NewRows + Rows(files) >= Due(state) && (state.Training?.Iteration ?? state.Evaluating) is { } candidate
                ? $"lockstep: iteration {candidate} is not decided"
                : null;
    }

    /// <summary>The rows of an iteration join the window; where enough are new and nobody trains, its training begins, and otherwise it is over.</summary>
    /// <param name="state">The learner.</param>
    /// <param name="iteration">The iteration.</param>
    /// <param name="files">Its rows.</param>
    /// <param name="perTraining">New rows that make a further training due; null for those of the options.</param>
    public LearnerState Admitted(LearnerState state, int iteration, IReadOnlyList<SampleFile> files, long? perTraining = null)
    {
        ArgumentNullException.ThrowIfNull(state);
        if (!IsToAdmit(Counting(state, iteration), iteration))
        {
            return state;
        }

        var rows = state.Rows + Rows(files);
        var admitted = Played(state, iteration) with
        {
            Rows = rows,
            Games = state.Games + files.Sum(file => (long)file.Games),
            Window = WindowOf(state, [.. state.Window.Concat(files).OrderBy(file => file.Iteration)], rows),
            DataFailures = 0,
        };
        return TrainingOf(admitted, iteration, perTraining) is { } training
            ? admitted with { Training = training, Trainings = training.Number, RowsAtTraining = admitted.Rows }
            : admitted with { Working = Without(admitted.Working, iteration) };
    }

    /// <summary>New rows that make the next training due.</summary>
    /// <param name="state">The learner.</param>
    /// <param name="perTraining">Those of a further training; null for those of the options.</param>
    public long Due(LearnerState state, long? perTraining = null)
    {
        ArgumentNullException.ThrowIfNull(state);
        return state.Trainings == 0 ? options.FirstTrainingRows : perTraining ?? options.RowsPerTraining;
    }

    /// <summary>A candidate is trained. The next training goes on from it; it is measured against the champion unless another is.</summary>
    public LearnerState Trained(LearnerState state, int iteration, ArtifactRef model, ArtifactRef checkpoint)
    {
        ArgumentNullException.ThrowIfNull(state);
        return state.Training is { } training && training.Iteration == iteration
            ? state with
            {
                Training = null,
                Checkpoint = training.Number > state.LeftBehind ? checkpoint : state.Checkpoint,
                Evaluating = replay?.IsMeasured(iteration) == false ? state.Evaluating : state.Evaluating ?? iteration,
                Generators = replay is null
                    ? state.Generators
                    : [.. state.Generators, new Generator(iteration, training.Number, iteration) { Model = model, Checkpoint = checkpoint }],
            }
            : state;
    }

    /// <summary>A candidate passed its checks and plays from now on. Of two the newer stays, whichever event comes first.</summary>
    public LearnerState Adopted(LearnerState state, Generator candidate)
    {
        ArgumentNullException.ThrowIfNull(state);
        ArgumentNullException.ThrowIfNull(candidate);
        return candidate.Training <= state.LeftBehind || state.Generators.Any(generator => generator.Training >= candidate.Training)
            ? state
            : state with { Generators = Newest(state, candidate) };
    }

    /// <summary>An iteration is over.</summary>
    /// <param name="state">The learner.</param>
    /// <param name="ended">The iteration at its end.</param>
    /// <param name="champion">The champion; null before the first.</param>
    public LearnerState Closed(LearnerState state, IterationState ended, Champion? champion)
    {
        ArgumentNullException.ThrowIfNull(state);
        ArgumentNullException.ThrowIfNull(ended);
        state = Counting(state, ended.Iteration);
        if (!state.Open().Contains(ended.Iteration))
        {
            return state;
        }

        var closed = state with
        {
            Playing = Without(state.Playing, ended.Iteration),
            Working = Without(state.Working, ended.Iteration),
            Training = state.Training?.Iteration == ended.Iteration ? null : state.Training,
            Evaluating = state.Evaluating == ended.Iteration ? null : state.Evaluating,
        };
        var counted = Counted(ended.HasPassed() ? Adopted(closed, CandidateOf(ended)) : closed, ended);
        return ended.Outcome switch
        {
            IterationOutcome.TrainingFailed => counted with { Checkpoint = AfterFailure(state.Training?.StartFrom, champion) },
            _ when ended.Outcome == IterationOutcome.EvaluationFailed || ended.IsProvenWorse() => TurnedBack(counted, ended.Iteration, champion),
            _ => counted,
        };
    }

    /// <summary>The candidate of an iteration as the network that plays.</summary>
    public static Generator CandidateOf(IterationState state)
    {
        ArgumentNullException.ThrowIfNull(state);
        return new Generator(state.Iteration, state.Training!.Number, state.Iteration) { Model = state.Training.Model, Checkpoint = state.Training.Checkpoint };
    }

    /// <summary>The champion as it is now; after a rollback nothing that came of the network rolled back plays or is trained on (ADR 0014).</summary>
    public LearnerState Seen(LearnerState state, Champion? champion)
    {
        ArgumentNullException.ThrowIfNull(state);
        return champion is null || champion.Generation <= state.ChampionGeneration
            ? state
            : (champion.Rollback is null ? state : TurnedBack(state, state.Begun, champion)) with { ChampionGeneration = champion.Generation };
    }

    /// <summary>
    /// A network that was merely not proven better still knows more than its predecessor (ADR 0001). From one proven worse, or that could not be run, play and
    /// training return to the champion (ADR 0013).
    /// </summary>
    private LearnerState TurnedBack(LearnerState state, int from, Champion? champion) => state with
    {
        Generators = Newest(state, new Generator(from, 0, champion?.Iteration ?? 0) { Model = champion?.Model, Checkpoint = champion?.Checkpoint }),
        Checkpoint = champion?.Checkpoint,
        LeftBehind = state.Trainings,
    };

    /// <summary>Failures of data count until rows come, those of candidates until one was measured.</summary>
    private static LearnerState Counted(LearnerState state, IterationState ended) => ended.Outcome switch
    {
        IterationOutcome.SelfPlayFailed or IterationOutcome.DataRefused => state with { DataFailures = state.DataFailures + 1, Failure = ended.OutcomeReason },
        IterationOutcome.TrainingFailed or IterationOutcome.EvaluationFailed =>
            state with { CandidateFailures = state.CandidateFailures + 1, Failure = ended.OutcomeReason },
        _ when ended.Evaluation is not null => state with { CandidateFailures = 0 },
        _ => state,
    };

    /// <summary>A training that failed may have failed for what it began with: the next one begins with the champion, and if that was it, with nothing.</summary>
    private static ArtifactRef? AfterFailure(ArtifactRef? startedFrom, Champion? champion) =>
        champion?.Checkpoint == startedFrom ? null : champion?.Checkpoint;

    /// <summary>Generators with one more, without those that nobody plays with any more. A replay keeps all, and has every network from its training on.</summary>
    private IReadOnlyList<Generator> Newest(LearnerState state, Generator newest)
    {
        if (replay is not null)
        {
            return state.Generators;
        }

        var plays = options.Lockstep ? state.Generators.Where(one => one.From <= state.Begun + 1 - options.LockstepLag).TakeLast(1)
            .Concat(state.Generators.Where(one => one.From > state.Begun + 1 - options.LockstepLag)) : [];
        return [.. plays, newest];
    }

    private IReadOnlyList<SampleFile> WindowOf(LearnerState state, IReadOnlyList<SampleFile> files, long rows) =>
        replay is not null ? replay.Window(state, files) : SampleWindowPolicy.Of(files, rows, options.WindowRows);

    /// <summary>The training that the rows of an iteration, which joined the window, make due; null for none.</summary>
    private OpenTraining? TrainingOf(LearnerState state, int iteration, long? perTraining)
    {
        if (replay is not null)
        {
            return replay.TrainingOf(state, iteration);
        }

        if (state.Training is not null || state.NewRows < Due(state, perTraining))
        {
            return null;
        }

        var rows = state.Window.Sum(file => (long)file.Rows);
        var draws = (long)(Math.Min(state.NewRows, rows) * options.RowUses);
        return new OpenTraining(state.Trainings + 1, iteration, state.Window, (int)rows, draws) { StartFrom = state.Checkpoint };
    }

    /// <summary>An iteration whose events come was begun, also where a crash or a faster worker came before it was counted.</summary>
    private static LearnerState Counting(LearnerState state, int iteration) => iteration == state.Begun + 1 ? Beginning(state) : state;

    private static bool IsToAdmit(LearnerState state, int iteration) => state.Open().Contains(iteration) && state.Training?.Iteration != iteration;

    private static long Rows(IReadOnlyList<SampleFile> files) => files.Sum(file => (long)file.Rows);

    private static int[] Without(IReadOnlyList<int> numbers, int number) => [.. numbers.Where(other => other != number)];
}
