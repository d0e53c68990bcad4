using System.Globalization;
using RingRift.Eventing.Clocks;
using RingRift.Eventing.Events;
using RingRift.Eventing.Handling;
using RingRift.Eventing.Records;
using RingRift.Eventing.Recovery;
using RingRift.Pipeline.Iterations;

namespace RingRift.Pipeline.Operations.Reconciliation;

/// <summary>How often the same events are sent again: after the stage's time without progress, then at doubling distances up to a limit.</summary>
public sealed class ResendPolicy(ReconciliationOptions options)
{
    /// <summary>Names the progress of an iteration; every commit that an event made changes it.</summary>
    public static string MarkOf(IterationState state)
    {
        ArgumentNullException.ThrowIfNull(state);
        return string.Create(CultureInfo.InvariantCulture, $"{state.Iteration}.{IterationStages.NameOf(state.Stage)}.{state.Timeline.Count}");
    }

    /// <summary>Whether the iteration has made no progress for so long that an event may be lost.</summary>
    public bool IsOverdue(IterationState state, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(state);
        // Of what came while the clock was ahead nobody knows how long ago it was: once is soon asked, and one event too many is a duplicate.
        var wait = state.IsAhead(now) ? StoredTime.Tolerance : options.After.Of(state.Stage);
        return state.LastProgress(now).HasPassed(wait, now);
    }

    /// <summary>Takes the right to send events again; null while an earlier repeat may still have its effect.</summary>
    public Decision<ResendState>.Accept? Claim(ResendState? before, IterationState state, int events, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(state);
        var mark = MarkOf(state);
        var times = before?.Mark == mark ? before.Times : 0;
        return times > 0 && !before!.NextDue.HasCome(now, Wait(state.Stage, times - 1))
            ? null
            : new(new ResendState(mark, times + 1, now, now + Wait(state.Stage, times), events) { Further = before?.Further });
    }

    private TimeSpan Wait(IterationStage stage, int times) => DoublingWait.After(times + 1, options.After.Of(stage), options.MaxBackOff);
}

/// <summary>What was sent again for a config since its newest progress.</summary>
/// <param name="Mark">The progress it belongs to (<see cref="ResendPolicy.MarkOf"/>).</param>
/// <param name="Times">How often events were sent again, from 1.</param>
/// <param name="Last">When last (UTC).</param>
/// <param name="NextDue">When the next repeat may be (UTC).</param>
/// <param name="Events">Events sent last.</param>
public sealed record ResendState(string Mark, int Times, DateTimeOffset Last, DateTimeOffset NextDue, int Events) : StoredRecord;
