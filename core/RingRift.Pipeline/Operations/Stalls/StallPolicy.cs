using RingRift.Eventing.Clocks;
using RingRift.Eventing.Events;
using RingRift.Eventing.Handling;
using RingRift.Eventing.Records;

namespace RingRift.Pipeline.Operations.Stalls;

/// <summary>
/// Tells of a stall once, and once when it is over (F8). What repairs it are the reconcilers; this tells people that they did not.
/// </summary>
public sealed class StallPolicy(StallOptions options)
{
    /// <summary>Decides about a look at a config.</summary>
    /// <param name="before">The look before; null for the first.</param>
    /// <param name="seen">What is seen now; its time is that of the look.</param>
    /// <returns>The change; null when there is none.</returns>
    public Decision<ProgressState>.Accept? Look(ProgressState? before, ProgressState seen)
    {
        ArgumentNullException.ThrowIfNull(seen);
        if (before is null || before.Mark != seen.Mark)
        {
            return Moved(before, seen with { Further = before?.Further });
        }

        if (before.MayStand != seen.MayStand)
        {
            // The time of a hold is no stall; a stall that was told stays one until something moves.
            return new(before with { MayStand = seen.MayStand, Since = before.Stalled ? before.Since : seen.Since });
        }

        if (before.Since.IsAhead(seen.Since))
        {
            return new(before with { Since = seen.Since });
        }

        var still = seen.Since - before.Since;
        return seen.MayStand || before.Stalled || still < options.After.Of(before.Stage)
            ? null
            : new(before with { Stalled = true }, EventDraft.Of(Stall(before, still)));
    }

    private static Decision<ProgressState>.Accept Moved(ProgressState? before, ProgressState seen) => before is not { Stalled: true }
        ? new(seen)
        : new(seen, EventDraft.Of(ProgressRecovered.From(Stall(before, seen.Since - before.Since))));

    private static ProgressStallDetected Stall(ProgressState state, TimeSpan still) => new ProgressStallDetected
    {
        Config = state.Config,
        Iteration = state.Iteration,
        Stage = state.Stage,
        StalledSeconds = still.TotalSeconds,
    };
}

/// <summary>The progress of a config as last seen.</summary>
/// <param name="Config">Config name.</param>
/// <param name="Iteration">Iteration.</param>
/// <param name="Stage">Its stage.</param>
/// <param name="Mark">Names the progress; any change of it is progress.</param>
/// <param name="Since">When the mark was first seen (UTC).</param>
/// <param name="MayStand">Whether nothing needs to move: the run is over, or held on purpose.</param>
/// <param name="Stalled">Whether the stall was told.</param>
public sealed record ProgressState(
    string Config, int Iteration, IterationStage Stage, string Mark, DateTimeOffset Since, bool MayStand,
    bool Stalled = false) : StoredRecord;
