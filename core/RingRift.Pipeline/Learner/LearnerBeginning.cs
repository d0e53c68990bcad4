using RingRift.Eventing.Events;
using RingRift.Pipeline.Champions;
using RingRift.Pipeline.Iterations;

namespace RingRift.Pipeline.Learner;

/// <summary>How a learner begins: with nothing, or where a run of the older form stands, whose iterations followed one another (ADR 0035).</summary>
public static class LearnerBeginning
{
    /// <summary>The learner of a config.</summary>
    /// <param name="config">Config name.</param>
    /// <param name="newest">Its newest iteration; null when it never began.</param>
    /// <param name="champion">Its champion; null before the first.</param>
    public static LearnerState Of(string config, IterationState? newest, Champion? champion)
    {
        var state = new LearnerState
        {
            Config = config,
            Generators = champion is null ? [] : [new Generator(0, 0, champion.Iteration) { Model = champion.Model, Checkpoint = champion.Checkpoint }],
            ChampionGeneration = champion?.Generation ?? 0,
        };
        return newest is null ? state : GoingOn(state, newest);
    }

    private static LearnerState GoingOn(LearnerState state, IterationState newest)
    {
        IReadOnlyList<SampleFile> window = [.. newest.Plan.Earlier, .. newest.Export?.Files() ?? []];
        var rows = window.Sum(file => (long)file.Rows);
        int[] open = newest.Stage == IterationStage.Finished ? [] : [newest.Iteration];
        var isPlaying = newest.Stage == IterationStage.SelfPlay;
        return state with
        {
            Begun = newest.Iteration,
            Playing = isPlaying ? open : [],
            Working = isPlaying ? [] : open,
            Window = newest.Training is null ? newest.Plan.Earlier : window,
            Games = window.Sum(file => (long)file.Games),
            Rows = rows,
            RowsAtTraining = rows,
            Trainings = newest.Iteration,
            Training = newest is { Stage: IterationStage.Training, Training: { } job }
                ? new OpenTraining(newest.Iteration, newest.Iteration, window, job.Rows, job.Rows) { StartFrom = newest.Plan.StartFrom }
                : null,
            Checkpoint = newest.NewestCheckpoint(),
            Evaluating = newest.Stage is IterationStage.Evaluation or IterationStage.Promotion or IterationStage.Distribution ? newest.Iteration : null,
        };
    }
}
