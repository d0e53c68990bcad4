using RingRift.Eventing.Aggregates;
using RingRift.Eventing.Events;
using RingRift.Eventing.Handling;
using RingRift.Eventing.Recovery;
using RingRift.Eventing.Routing;
using RingRift.Eventing.Transactions;
using RingRift.Game;
using RingRift.Pipeline.Champions;
using RingRift.Pipeline.Holds;
using RingRift.Pipeline.Iterations;
using RingRift.Pipeline.Operations.Reconciliation;
using RingRift.Pipeline.Stages.Succession;

namespace RingRift.Pipeline.Runs;

/// <summary>
/// Sets a config going: begins its first iteration, or goes on where an earlier run stopped. Any number of calls has the effect of one.
/// Asking for a run that stopped after failures is the way out of that stop: the failures are counted from nothing again (K20). An unfinished
/// iteration is looked after as its stage's reconciler would; one that begins while its config is held keeps its jobs back until the hold is over.
/// </summary>
public sealed class RunStarter(
    IAggregateStore aggregates, IterationStore iterations, IChampionStore champions, OutboxDispatcher dispatcher, EventRouter router,
    EventFactory events, NextIterationPolicy policy, IterationSizes sizes, ShardPlan shards, PipelineHolds holds, StageReconciler reconciler, TimeProvider time)
{
    /// <summary>Starts or resumes a run.</summary>
    /// <exception cref="UnknownConfigException">The name is none of the twelve configs.</exception>
    /// <exception cref="RunTooLargeException">The settings do not fit the config.</exception>
    public async Task<RunStarted> StartAsync(string config, CancellationToken cancellationToken)
    {
        if (!GameConfig.TryParse(config, out var known))
        {
            throw new UnknownConfigException(config);
        }

        if (sizes.WhyTooLarge(known) is { } reason)
        {
            throw new RunTooLargeException(reason);
        }

        var begun = false;
        for (var attempt = 1; attempt <= HandlerRetry.MaxCommits; attempt++)
        {
            var newest = await iterations.FindNewestAsync(known.Name, cancellationToken);
            if (newest is not null)
            {
                await dispatcher.DispatchAsync(newest.Key(), cancellationToken);
            }

            if (begun || await NextAsync(known.Name, newest, cancellationToken) is not { } next)
            {
                await reconciler.ReconcileAsync(newest!, cancellationToken);
                return new RunStarted(known.Name, begun, newest!.Iteration, newest.Stage, StageText.WaitsFor(newest));
            }

            begun = await TryBeginAsync(next, cancellationToken);
        }

        throw new InvalidOperationException($"{HandlerRetry.Contended($"the run of {known.Name}")}; try again");
    }

    /// <summary>What is to begin; null while an iteration runs and after the last one.</summary>
    private async Task<IterationState?> NextAsync(string config, IterationState? newest, CancellationToken cancellationToken) => newest switch
    {
        null => policy.First(config, time.GetUtcNow(), await shards.CountAsync(config, cancellationToken)),
        { Stage: IterationStage.Finished } when !policy.IsLast(newest) =>
            WithoutFailures(policy.After(
                newest, (await champions.GetAsync(config, cancellationToken))?.Champion, time.GetUtcNow(), await shards.CountAsync(config, cancellationToken))),
        _ => null,
    };

    private static IterationState WithoutFailures(IterationState state) => state with { Plan = state.Plan with { FailuresInARow = 0 } };

    /// <summary>False when somebody else began the iteration in the meantime.</summary>
    private async Task<bool> TryBeginAsync(IterationState state, CancellationToken cancellationToken)
    {
        var requests = NextIterationPolicy.Requests(state).Select((draft, index) => events.Create(draft, state.Key(), 1, index, cause: null)).ToArray();
        var held = await holds.WhyNoIterationAsync(state.Config, cancellationToken) is not null;
        var commit = new Commit<IterationState>
        {
            Key = state.Key(),
            State = state.KeepingSent(requests),
            Token = null,
            Version = 1,
            InboxId = null,
            Outbox = held ? [] : requests,
        };
        if (await aggregates.CommitAsync(commit, cancellationToken) != CommitOutcome.Committed)
        {
            return false;
        }

        if (StageTransition.Between(before: null, state, commit.Version, time.GetUtcNow(), causationId: null) is { } begun)
        {
            await router.PublishAsync(begun);
        }

        return true;
    }
}

/// <summary>Answer to a request to run: where the config stands now.</summary>
/// <param name="Config">Config name.</param>
/// <param name="Started">Whether this request began an iteration; false when the run was under way or is over.</param>
/// <param name="Iteration">Newest iteration.</param>
/// <param name="Stage">What it is at.</param>
/// <param name="WaitsFor">What it waits for, for people.</param>
public sealed record RunStarted(string Config, bool Started, int Iteration, IterationStage Stage, string WaitsFor);

/// <summary>The settings make a run of a config too large to go on.</summary>
/// <param name="reason">Setting, value and bound.</param>
public sealed class RunTooLargeException(string reason) : Exception(reason);
