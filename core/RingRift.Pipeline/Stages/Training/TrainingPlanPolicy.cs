using System.Globalization;
using RingRift.Eventing.Envelope;
using RingRift.Eventing.Events;
using RingRift.Eventing.Handling;
using RingRift.Learning.Samples;
using RingRift.Pipeline.Iterations;
using RingRift.Pipeline.Jobs;

namespace RingRift.Pipeline.Stages.Training;

/// <summary>Asks for training when the quality gate passes; ends the iteration when it does not. Either way something follows (K19).</summary>
public sealed class TrainingPlanPolicy(TrainingPlanOptions options)
{
    /// <summary>Decides about exported rows.</summary>
    public Decision<IterationState> Decide(IterationState? state, EventEnvelope cause)
    {
        if (!StageCheck.IsAt(state, IterationStage.Gate, NpzExportComplete.Type, out var answer))
        {
            return StageCheck.Leave(answer);
        }

        if (QualityGate.Check(state.Export!.Quality, options.Quality) is { Reason: { } reason })
        {
            return new Decision<IterationState>.Accept(state.Ended(cause, IterationOutcome.DataRefused, reason));
        }

        SampleFile[] all = [.. state.Plan.Earlier, .. state.Export.Files()];
        SampleFile[] window = [.. all.TakeLast(PipelineOptions.MostSampleFiles)];
        var rows = window.Sum(file => file.Rows);
        var jobId = JobIds.Training(state.Config, state.Iteration);
        var planned = state with { Stage = IterationStage.Training, Training = new TrainingState { JobId = jobId, Rows = rows } };
        return new Decision<IterationState>.Accept(
            planned.Noting(cause, Note(rows, window, all.Length - window.Length)),
            EventDraft.Of(new TrainingRequested
            {
                Config = state.Config,
                Iteration = state.Iteration,
                JobId = jobId,
                Window = [.. window.Select(file => file.Artifact)],
                Rows = rows,
                Seed = Seeds.OfTraining(state.Plan.Seed),
                StartFrom = state.Plan.StartFrom,
            }));
    }

    private static string Note(int rows, IReadOnlyList<SampleFile> window, int dropped)
    {
        var iterations = window.Select(file => file.Iteration).Distinct().Count();
        var note = string.Create(CultureInfo.InvariantCulture, $"training on {rows} rows of {iterations} iterations");
        return dropped == 0 ? note
            : note + string.Create(
                CultureInfo.InvariantCulture, $"; the oldest {dropped} files are left out: a window has at most {PipelineOptions.MostSampleFiles}");
    }
}
