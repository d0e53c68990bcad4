using System.Globalization;
using RingRift.Pipeline.Events;
using RingRift.Pipeline.Handling;
using RingRift.Pipeline.Iterations;

namespace RingRift.Pipeline.Export;

/// <summary>Records the training rows.</summary>
public static class ExportPolicy
{
    /// <summary>Decides about written rows.</summary>
    public static Decision<IterationState> Decide(IterationState? state, EventEnvelope cause, ExportResult export)
    {
        ArgumentNullException.ThrowIfNull(export);
        if (StageCheck.NotAt(state, IterationStage.Export, DataSyncCompleted.Type) is { } answer)
        {
            return StageCheck.Leave(answer);
        }

        var (samples, quality) = (export.Samples, export.Quality);
        return new Decision<IterationState>.Accept(
            (state! with { Stage = IterationStage.Gate, Export = export })
                .Noting(cause, string.Create(CultureInfo.InvariantCulture, $"{samples.Rows} rows of {samples.Games} games")),
            EventDraft.Of(new NpzExportComplete
            {
                Config = state.Config,
                Iteration = state.Iteration,
                Samples = samples.Artifact,
                Games = samples.Games,
                Rows = samples.Rows,
                PolicyEntropy = quality.PolicyEntropy,
            }));
    }

    /// <summary>Decides when the verified games can no longer be read.</summary>
    public static Decision<IterationState> DecideUnreadable(IterationState? state, EventEnvelope cause, string fault) =>
        StageCheck.NotAt(state, IterationStage.Export, DataSyncCompleted.Type) is { } answer
            ? StageCheck.Leave(answer)
            : new Decision<IterationState>.Accept(state!.Ended(cause, IterationOutcome.DataRefused, fault));
}
