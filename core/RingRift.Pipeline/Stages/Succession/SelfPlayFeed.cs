using Microsoft.Extensions.Logging;
using RingRift.Eventing.Aggregates;
using RingRift.Eventing.Envelope;
using RingRift.Eventing.Events;
using RingRift.Eventing.Handling;
using RingRift.Eventing.Recovery;
using RingRift.Eventing.Routing;
using RingRift.Eventing.Transactions;
using RingRift.Game;
using RingRift.Pipeline.Champions;
using RingRift.Pipeline.Holds;
using RingRift.Pipeline.Iterations;
using RingRift.Pipeline.Learner;

namespace RingRift.Pipeline.Stages.Succession;

/// <summary>
/// Keeps every lane of a config playing: as soon as the games of one iteration are there, the next one begins. An iteration is begun before it is counted:
/// after a crash between the two the next look begins the same one again, which does nothing (ADR 0035).
/// </summary>
public sealed partial class SelfPlayFeed(
    IAggregateStore aggregates, LearnerStore learners, LearnerPolicy policy, NextIterationPolicy next, SelfPlaySizing sizing, IterationStore iterations,
    IChampionStore champions, OutboxDispatcher dispatcher, EventRouter router, EventFactory events, PipelineHolds holds, TimeProvider time, ILogger<SelfPlayFeed> logger)
{
    // With many workers there may be room for hundreds at once. The daemon goes on where a call ends, and begins more than an event does.
    private const int MostOfCall = 32;

    /// <summary>Begins iterations that have room, a few dozen at most.</summary>
    /// <param name="config">Config name.</param>
    /// <param name="cause">Event that made room; null where none did.</param>
    /// <param name="cancellationToken">Stops between two iterations.</param>
    /// <returns>Iterations that this call began.</returns>
    public async Task<int> FillAsync(string config, EventEnvelope? cause, CancellationToken cancellationToken)
    {
        var begun = 0;
        var size = await sizing.OfAsync(config, cancellationToken).ConfigureAwait(false);
        var most = cause is null ? Math.Max(MostOfCall, size.LeastLanes) : size.LeastLanes;
        while (begun < most)
        {
            var learner = await learners.ReadAsync(config, cancellationToken).ConfigureAwait(false);
            if (!policy.MayBegin(learner, size.LanesWith(policy.GeneratorOf(learner, learner.Begun + 1))))
            {
                LogFailed(learner);
                return begun;
            }

            if (await holds.WhyNoIterationAsync(config, cancellationToken).ConfigureAwait(false) is { } hold)
            {
                LogHeld(config, hold);
                return begun;
            }

            var champion = (await champions.GetAsync(config, cancellationToken).ConfigureAwait(false))?.Champion;
            var seen = policy.Seen(learner, champion);
            var iteration = next.Begin(config, seen.Begun + 1, policy.GeneratorOf(seen, seen.Begun + 1), champion, time.GetUtcNow(), size);
            var isNew = await BeginAsync(iteration, cause, cancellationToken).ConfigureAwait(false);
            var after = await learners.ChangeAsync(
                config,
                (state, _) => state.Begun == iteration.Iteration - 1 ? LearnerPolicy.Beginning(state) : state,
                cancellationToken).ConfigureAwait(false);
            begun += isNew ? 1 : 0;
            LogLast(after, isNew);
        }

        return begun;
    }

    /// <summary>Begins what has room in every config that was started: what a pause put off, and what a crash left. A daemon's work.</summary>
    public async Task<string> FillAllAsync(CancellationToken cancellationToken)
    {
        var begun = 0;
        await EachApart.RunAsync(
            GameConfig.All.Select(config => config.Name),
            async config => begun += await learners.FindAsync(config, cancellationToken).ConfigureAwait(false) is null
                ? 0
                : await FillAsync(config, cause: null, cancellationToken).ConfigureAwait(false)).ConfigureAwait(false);
        return $"{begun} iterations begun";
    }

    /// <summary>
    /// Second half of handling an event that may have ended self-play of its iteration, or the iteration: the learner knows of it, and what it makes room
    /// for begins. Runs after duplicates too, since a crash may have come between the halves.
    /// </summary>
    public async Task<HandlerResult> FollowAsync(HandlerResult first, EventEnvelope cause, string config, int iteration, CancellationToken cancellationToken)
    {
        if (first is not (HandlerResult.Done or HandlerResult.Duplicate)
            || await iterations.FindAsync(config, iteration, cancellationToken).ConfigureAwait(false) is not { Stage: > IterationStage.SelfPlay } state
            || IsTold(state))
        {
            return first;
        }

        await FollowAsync(state, cause, cancellationToken).ConfigureAwait(false);
        return first;
    }

    /// <summary>Handles an event that tells of the end of its iteration.</summary>
    public async Task<HandlerResult> EndAsync(EventEnvelope cause, string config, int iteration, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(cause);
        var state = await iterations.FindAsync(config, iteration, cancellationToken).ConfigureAwait(false);
        if (!StageCheck.IsAt(state, IterationStage.Finished, cause.Type, out var answer))
        {
            return answer;
        }

        await FollowAsync(state!, cause, cancellationToken).ConfigureAwait(false);
        return new HandlerResult.Done();
    }

    /// <summary>Whether an event tells of the end, whose handler closes the iteration.</summary>
    private static bool IsTold(IterationState state) =>
        state is { Stage: IterationStage.Finished, Outcome: IterationOutcome.Promoted or IterationOutcome.Rejected };

    private async Task FollowAsync(IterationState state, EventEnvelope cause, CancellationToken cancellationToken)
    {
        var config = state.Config;
        await learners.ChangeAsync(
            config,
            (learner, champion) => state.Stage == IterationStage.Finished ? policy.Closed(learner, state, champion) : LearnerPolicy.Played(learner, state.Iteration),
            cancellationToken).ConfigureAwait(false);
        await FillAsync(config, cause, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Begins an iteration; false when somebody else did, or a crash left it begun and its requests unpublished.</summary>
    private async Task<bool> BeginAsync(IterationState iteration, EventEnvelope? cause, CancellationToken cancellationToken)
    {
        var accepted = new Decision<IterationState>.Accept(iteration, NextIterationPolicy.Requests(iteration));
        var commit = events.CommitOf(iteration.Key(), aggregate: null, accepted, cause);
        for (var attempt = 1; await aggregates.CommitAsync(commit, cancellationToken).ConfigureAwait(false) != CommitOutcome.Committed; attempt++)
        {
            if (await iterations.FindAsync(iteration.Config, iteration.Iteration, cancellationToken).ConfigureAwait(false) is not null)
            {
                await dispatcher.DispatchAsync(iteration.Key(), cancellationToken).ConfigureAwait(false);
                return false;
            }

            if (attempt == HandlerRetry.MaxCommits)
            {
                throw new IOException($"aggregate {commit.Key} refused to begin {attempt} times in a row; try again");
            }
        }

        if (StageTransition.Between(before: null, commit.State, commit.Version, time.GetUtcNow(), cause?.Id) is { } transition)
        {
            await router.PublishAsync(transition).ConfigureAwait(false);
        }

        await dispatcher.DispatchAsync(commit, cancellationToken).ConfigureAwait(false);
        return true;
    }

    private void LogLast(LearnerState learner, bool isNew)
    {
        if (isNew && policy.WhyStopped(learner) is { } reason)
        {
            LogStopped(LogLevel.Information, learner.Config, reason);
        }
    }

    // Told at every look, since somebody has to do something.
    private void LogFailed(LearnerState learner)
    {
        if (policy.HasFailed(learner))
        {
            LogStopped(LogLevel.Warning, learner.Config, policy.WhyStopped(learner)!);
        }
    }

    [LoggerMessage(Message = "No further iteration of {Config} begins: {Reason}")]
    private partial void LogStopped(LogLevel level, string config, string reason);

    [LoggerMessage(Level = LogLevel.Information, Message = "The next iteration of {Config} waits: {Hold}")]
    private partial void LogHeld(string config, string hold);
}
