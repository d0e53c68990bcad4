using RingRift.Eventing.Transactions;
using RingRift.Pipeline.Iterations;
using RingRift.Pipeline.Learner;
using RingRift.Pipeline.Operations.Reconciliation;
using RingRift.Pipeline.Stages.Succession;

namespace RingRift.Pipeline.Runs;

/// <summary>
/// Sets a config going: begins as many iterations as it has lanes, or goes on where an earlier run stopped. Any number of calls has the effect of one.
/// Asking for a run that stopped after failures is the way out of that stop: the failures are counted from nothing again (K20). Open iterations are looked
/// after as the reconciler of their stage would; while the config is held none begins.
/// </summary>
public sealed class RunStarter(
    LearnerStore learners, LearnerPolicy policy, OpenIterations open, OutboxDispatcher dispatcher, IterationSizes sizes, SelfPlayFeed feed, StageReconciler reconciler)
{
    /// <summary>Starts or resumes a run.</summary>
    /// <exception cref="UnknownConfigException">The name is none of the twelve configs.</exception>
    /// <exception cref="RunTooLargeException">The settings do not fit the config.</exception>
    public async Task<RunStarted> StartAsync(string config, CancellationToken cancellationToken)
    {
        var known = UnknownConfigException.Require(config);
        if (sizes.WhyTooLarge(known) is { } reason)
        {
            throw new RunTooLargeException(reason);
        }

        await learners.ChangeAsync(
            known.Name, (state, _) => state.Failure is null ? state : state with { DataFailures = 0, CandidateFailures = 0, Failure = null }, cancellationToken);
        await foreach (var state in open.OfAsync(known.Name, cancellationToken))
        {
            await dispatcher.DispatchAsync(state.Key(), cancellationToken);
            await reconciler.ReconcileAsync(state, cancellationToken);
        }

        var begun = await feed.FillAsync(known.Name, cause: null, cancellationToken);
        var learner = await learners.ReadAsync(known.Name, cancellationToken);
        return new RunStarted(known.Name, begun > 0, learner.Begun, LaneText.WaitsFor(learner, policy));
    }
}

/// <summary>Answer to a request to run: where the config stands now.</summary>
/// <param name="Config">Config name.</param>
/// <param name="Started">Whether this request began iterations; false when every lane was playing, and when the run is over or held.</param>
/// <param name="Iteration">Newest iteration; 0 before the first.</param>
/// <param name="WaitsFor">What it waits for, for people.</param>
public sealed record RunStarted(string Config, bool Started, int Iteration, string WaitsFor);

/// <summary>The settings make a run of a config too large to go on.</summary>
/// <param name="reason">Setting, value and bound.</param>
public sealed class RunTooLargeException(string reason) : Exception(reason);
