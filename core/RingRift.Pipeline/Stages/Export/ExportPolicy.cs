using System.Globalization;
using RingRift.Eventing.Envelope;
using RingRift.Eventing.Events;
using RingRift.Eventing.Handling;
using RingRift.Pipeline.Iterations;

namespace RingRift.Pipeline.Stages.Export;

/// <summary>Records the training rows.</summary>
public static class ExportPolicy
{
    /// <summary>Decides about written rows.</summary>
    public static Decision<IterationState> Decide(IterationState? state, EventEnvelope cause, ExportResult export)
    {
        ArgumentNullException.ThrowIfNull(export);
        if (!StageCheck.IsAt(state, IterationStage.Export, DataSyncCompleted.Type, out var answer))
        {
            return StageCheck.Leave(answer);
        }

        var files = export.Files().ToList();
        var (games, rows) = (files.Sum(file => file.Games), files.Sum(file => file.Rows));
        return new Decision<IterationState>.Accept(
            (state with { Stage = IterationStage.Gate, Export = export })
                .Noting(cause, Note(files.Count, games, rows, export.LeftOut)),
            EventDraft.Of(new NpzExportComplete
            {
                Config = state.Config,
                Iteration = state.Iteration,
                Samples = export.Samples.Artifact,
                FurtherSamples = export.FurtherSamples is { } further ? [.. further.Select(file => file.Artifact)] : null,
                Games = games,
                Rows = rows,
                PolicyEntropy = export.Quality.PolicyEntropy,
            }));
    }

    private static string Note(int files, int games, int rows, int? leftOut)
    {
        var note = string.Create(CultureInfo.InvariantCulture, $"{rows} rows of {games} games");
        note += files > 1 ? string.Create(CultureInfo.InvariantCulture, $" in {files} files") : string.Empty;
        return leftOut is null ? note
            : note + string.Create(
                CultureInfo.InvariantCulture,
                $"; {leftOut} games left out: an iteration has at most {PipelineOptions.MostSampleFiles} files, and a game must fit one");
    }

    /// <summary>Decides when the verified games can no longer be read.</summary>
    public static Decision<IterationState> DecideUnreadable(IterationState? state, EventEnvelope cause, string fault) =>
        StageCheck.IsAt(state, IterationStage.Export, DataSyncCompleted.Type, out var answer)
            ? new Decision<IterationState>.Accept(state.Ended(cause, IterationOutcome.DataRefused, fault))
            : StageCheck.Leave(answer);
}
