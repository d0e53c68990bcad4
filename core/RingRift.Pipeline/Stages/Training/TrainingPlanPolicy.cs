using System.Globalization;
using RingRift.Eventing.Envelope;
using RingRift.Eventing.Events;
using RingRift.Eventing.Handling;
using RingRift.Learning.Samples;
using RingRift.Pipeline.Iterations;
using RingRift.Pipeline.Jobs;
using RingRift.Pipeline.Learner;

namespace RingRift.Pipeline.Stages.Training;

/// <summary>Asks for the training that the learner found due; an iteration without one is over. Either way something follows (K19).</summary>
public sealed class TrainingPlanPolicy(TrainingPlanOptions options)
{
    /// <summary>Why the rows of an iteration may not be trained on; null when they may.</summary>
    public string? WhyRefused(IterationState state)
    {
        ArgumentNullException.ThrowIfNull(state);
        return QualityGate.Check(state.Export!.Quality, options.Quality).Reason;
    }

    /// <summary>Decides about rows that the quality gate refused.</summary>
    public static Decision<IterationState> DecideRefused(IterationState? state, EventEnvelope cause, string reason) =>
        StageCheck.IsAt(state, IterationStage.Gate, NpzExportComplete.Type, out var answer)
            ? new Decision<IterationState>.Accept(state!.Ended(cause, IterationOutcome.DataRefused, reason))
            : StageCheck.Leave(answer);

    /// <summary>Decides about rows that joined the window.</summary>
    /// <param name="state">The iteration.</param>
    /// <param name="cause">The event.</param>
    /// <param name="training">The training that they made due; null for none.</param>
    public static Decision<IterationState> Decide(IterationState? state, EventEnvelope cause, OpenTraining? training)
    {
        if (!StageCheck.IsAt(state, IterationStage.Gate, NpzExportComplete.Type, out var answer))
        {
            return StageCheck.Leave(answer);
        }

        return training is null
            ? new Decision<IterationState>.Accept(state!.Ended(cause, IterationOutcome.Banked, Rows(state.Export!.Files().Sum(file => file.Rows), "joined the window")))
            : Request(state!, cause, training);
    }

    private static Decision<IterationState>.Accept Request(IterationState state, EventEnvelope cause, OpenTraining training)
    {
        var iterations = training.Window.Select(file => file.Iteration).Distinct().ToList();
        var job = new TrainingState
        {
            JobId = JobIds.Training(state.Config, state.Iteration),
            Rows = training.Rows,
            Number = training.Number,
            Samples = training.Samples,
            StartFrom = training.StartFrom,
            Window = IterationRange.Of(iterations),
        };
        return new Decision<IterationState>.Accept(
            (state with { Stage = IterationStage.Training, Training = job })
                .Noting(cause, Rows(training.Rows, string.Create(CultureInfo.InvariantCulture, $"of {iterations.Count} iterations are trained on"))),
            EventDraft.Of(new TrainingRequested
            {
                Config = state.Config,
                Iteration = state.Iteration,
                JobId = job.JobId,
                Window = [.. training.Window.Select(file => file.Artifact)],
                Rows = training.Rows,
                Samples = training.Samples,
                Seed = Seeds.OfTraining(state.Plan.Seed),
                StartFrom = training.StartFrom,
            }));
    }

    private static string Rows(int rows, string what) => string.Create(CultureInfo.InvariantCulture, $"{rows} rows {what}");
}
