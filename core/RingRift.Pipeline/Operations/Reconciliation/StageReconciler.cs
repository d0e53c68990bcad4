using Microsoft.Extensions.Logging;
using RingRift.Eventing.Aggregates;
using RingRift.Eventing.Events;
using RingRift.Eventing.Handling;
using RingRift.Eventing.Routing;
using RingRift.Eventing.Transactions;
using RingRift.Pipeline.Holds;
using RingRift.Pipeline.Iterations;
using RingRift.Pipeline.Jobs;
using RingRift.Pipeline.Learner;

namespace RingRift.Pipeline.Operations.Reconciliation;

/// <summary>
/// Finds what a lost event left behind and sends the same event again, under its own id, through the router (K12). Its consumer's gates decide;
/// an event that was not lost is a duplicate there. Safe to run at any time, in any number of processes.
/// </summary>
public sealed partial class StageReconciler(
    OpenIterations open, JobStore jobs, AggregateChange change, LoggedEvents logged, EventRouter router, ResendPolicy resends,
    PipelineHolds holds, TimeProvider time, ILogger<StageReconciler> logger)
{
    /// <summary>Looks after every open iteration that is at a stage. A daemon's work; iterations do not keep one another from being looked at.</summary>
    /// <exception cref="AggregateException">Some could not be looked after.</exception>
    public async Task<string> ReconcileAsync(IterationStage stage, CancellationToken cancellationToken)
    {
        var sent = 0;
        var states = (await open.ReadAsync(cancellationToken).ConfigureAwait(false)).Where(state => state.Stage == stage).ToDictionary(state => state.Key());
        await EachApart.RunAsync(states.Keys, async key => sent += await ReconcileAsync(states[key], cancellationToken).ConfigureAwait(false)).ConfigureAwait(false);
        return $"{states.Count} iterations at {stage}, {sent} events sent again";
    }

    /// <summary>Looks after an open iteration.</summary>
    /// <returns>Events sent again.</returns>
    public async Task<int> ReconcileAsync(IterationState state, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(state);
        if (!resends.IsOverdue(state, time.GetUtcNow()) || await IsHeldAsync(state, cancellationToken).ConfigureAwait(false))
        {
            return 0;
        }

        var taken = await jobs.OfIterationAsync(state.Config, state.Iteration, unreadable: null, cancellationToken).ConfigureAwait(false);
        var (whole, ended) = await logged.CompleteAsync(state, taken, cancellationToken).ConfigureAwait(false);
        var lost = LostEventPolicy.Find(whole, ended, time.GetUtcNow());
        if (lost.Count == 0 || await ClaimAsync(state, lost.Count, cancellationToken).ConfigureAwait(false) is not { } claim)
        {
            return 0;
        }

        await router.PublishAsync(lost, cancellationToken).ConfigureAwait(false);
        LogSent(state.Config, state.Iteration, state.Stage, lost.Count, lost[0].Type, claim.Times);
        return lost.Count;
    }

    /// <summary>Whether the iteration waits for what is held on purpose. An end is told whatever is held: nothing begins for it.</summary>
    private async Task<bool> IsHeldAsync(IterationState state, CancellationToken cancellationToken) =>
        state.Stage != IterationStage.Finished && await holds.WhyNoJobsAsync(state.Config, cancellationToken).ConfigureAwait(false) is not null;

    private Task<ResendState?> ClaimAsync(IterationState state, int events, CancellationToken cancellationToken) => change.CommitAsync<ResendState>(
        AggregateKey.Reconciliation(state.Config, state.Iteration), before => resends.Claim(before, state, events, time.GetUtcNow()), cancellationToken);

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Config} iteration {Iteration} made no progress at {Stage}: {Events} events sent again, first {Type}, for the {Times}. time")]
    private partial void LogSent(string config, int iteration, IterationStage stage, int events, DataEventType type, int times);
}
