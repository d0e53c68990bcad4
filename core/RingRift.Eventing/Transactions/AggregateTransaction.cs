using Microsoft.Extensions.Logging;
using RingRift.Eventing.Aggregates;
using RingRift.Eventing.Envelope;
using RingRift.Eventing.Events;
using RingRift.Eventing.Handling;
using RingRift.Eventing.Records;
using RingRift.Eventing.Recovery;
using RingRift.Eventing.Routing;
using RingRift.Eventing.Telemetry;

namespace RingRift.Eventing.Transactions;

/// <summary>
/// The one way an event changes state: look in the inbox; if new, load, decide, and commit state, inbox and outbox together; then dispatch.
/// If known, decide nothing but dispatch again (the order of NServiceBus' outbox).
/// </summary>
public sealed partial class AggregateTransaction(
    IAggregateStore aggregates, OutboxDispatcher dispatcher, EventRouter router, EventFactory events, TimeProvider time,
    ILogger<AggregateTransaction> logger)
{
    /// <summary>Answers an event that was handled before; null for a new one. For handlers with work to do before they decide.</summary>
    public async Task<HandlerResult?> AnswerHandledAsync(AggregateKey key, EventEnvelope cause, CancellationToken cancellationToken) =>
        await aggregates.IsHandledAsync(key, cause.Id, cancellationToken) ? await RepeatAsync(key, cancellationToken) : null;

    /// <summary>Handles an event by a pure decision, which may run several times.</summary>
    /// <param name="key">Aggregate the event changes.</param>
    /// <param name="cause">The event.</param>
    /// <param name="decide">From the state (null: does not exist) to the decision.</param>
    /// <param name="cancellationToken">Stops between two steps; nothing is half done.</param>
    public async Task<HandlerResult> ExecuteAsync<TState>(
        AggregateKey key, EventEnvelope cause, Func<TState?, Decision<TState>> decide, CancellationToken cancellationToken)
        where TState : StoredRecord
    {
        // Asked together: a new event, which nearly every one is, then waits for one round trip and not for two.
        var (handled, loading) = (aggregates.IsHandledAsync(key, cause.Id, cancellationToken), aggregates.LoadAsync<TState>(key, cancellationToken));
        await Task.WhenAll(handled, loading);
        return await handled
            ? await RepeatAsync(key, cancellationToken)
            : await DecideAsync(key, await loading, cause, decide, cancellationToken);
    }

    private async Task<HandlerResult> DecideAsync<TState>(
        AggregateKey key, Aggregate<TState>? aggregate, EventEnvelope cause, Func<TState?, Decision<TState>> decide, CancellationToken cancellationToken)
        where TState : StoredRecord
    {
        for (var attempt = 1; attempt <= HandlerRetry.MaxCommits; attempt++)
        {
            switch (decide(aggregate?.State))
            {
                case Decision<TState>.Leave left:
                    return left.Result;
                case Decision<TState>.Accept accepted
                    when await CommitAsync(events.CommitOf(key, aggregate, accepted, cause), aggregate?.State, cause, cancellationToken) is { } result:
                    return result;
                default:
                    LogConflict(key, attempt, cause.Type, cause.Id);
                    aggregate = await aggregates.LoadAsync<TState>(key, cancellationToken);
                    break;
            }
        }

        return new HandlerResult.Retry(HandlerRetry.Contended($"aggregate {key}"), HandlerRetry.AfterContention);
    }

    /// <summary>Publishes once more what an event that was handled before may have left.</summary>
    private async Task<HandlerResult> RepeatAsync(AggregateKey key, CancellationToken cancellationToken)
    {
        await dispatcher.DispatchAsync(key, cancellationToken);
        return new HandlerResult.Duplicate();
    }

    /// <summary>Commits and publishes; null when others changed the aggregate meanwhile.</summary>
    private async Task<HandlerResult?> CommitAsync<TState>(Commit<TState> commit, TState? before, EventEnvelope cause, CancellationToken cancellationToken)
        where TState : StoredRecord
    {
        var outcome = await aggregates.CommitAsync(commit, cancellationToken);
        if (outcome != CommitOutcome.Committed)
        {
            return outcome == CommitOutcome.AlreadyHandled ? await RepeatAsync(commit.Key, cancellationToken) : null;
        }

        PipelineActivities.Committed();
        if (StageTransition.Between(before, commit.State, commit.Version, time.GetUtcNow(), cause.Id) is { } transition)
        {
            await router.PublishAsync(transition);
        }

        await dispatcher.DispatchAsync(commit, cancellationToken);
        return new HandlerResult.Done();
    }

    [LoggerMessage(Level = LogLevel.Debug, Message = "{Aggregate} changed under attempt {Attempt} of {Type} {Id}; deciding again")]
    private partial void LogConflict(AggregateKey aggregate, int attempt, DataEventType type, string id);
}
