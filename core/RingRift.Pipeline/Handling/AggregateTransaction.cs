using Microsoft.Extensions.Logging;
using RingRift.Pipeline.Aggregates;
using RingRift.Pipeline.Events;
using RingRift.Pipeline.Routing;

namespace RingRift.Pipeline.Handling;

/// <summary>
/// The one way an event changes state: look in the inbox; if new, load, decide, and commit state, inbox and outbox together; then dispatch.
/// If known, decide nothing but dispatch again (the order of NServiceBus' outbox).
/// </summary>
public sealed partial class AggregateTransaction(
    IAggregateStore aggregates, OutboxDispatcher dispatcher, EventRouter router, EventFactory events, TimeProvider time,
    ILogger<AggregateTransaction> logger)
{
    /// <summary>Commits tried before a contended event is put off.</summary>
    public const int MaxAttempts = 8;

    private static readonly TimeSpan ContentionDelay = TimeSpan.FromSeconds(1);

    /// <summary>Answers an event that was handled before; null for a new one. For handlers with work to do before they decide.</summary>
    public async Task<HandlerResult?> AnswerHandledAsync(AggregateKey key, EventEnvelope cause, CancellationToken cancellationToken)
    {
        if (!await aggregates.IsHandledAsync(key, cause.Id, cancellationToken))
        {
            return null;
        }

        await dispatcher.DispatchAsync(key, cancellationToken);
        return new HandlerResult.Duplicate();
    }

    /// <summary>Handles an event by a pure decision, which may run several times.</summary>
    /// <param name="key">Aggregate the event changes.</param>
    /// <param name="cause">The event.</param>
    /// <param name="decide">From the state (null: does not exist) to the decision.</param>
    /// <param name="cancellationToken">Stops between two steps; nothing is half done.</param>
    public async Task<HandlerResult> ExecuteAsync<TState>(
        AggregateKey key, EventEnvelope cause, Func<TState?, Decision<TState>> decide, CancellationToken cancellationToken)
        where TState : class
    {
        if (await AnswerHandledAsync(key, cause, cancellationToken) is { } answered)
        {
            return answered;
        }

        for (var attempt = 1; attempt <= MaxAttempts; attempt++)
        {
            var aggregate = await aggregates.LoadAsync<TState>(key, cancellationToken);
            switch (decide(aggregate?.State))
            {
                case Decision<TState>.Leave left:
                    return left.Result;
                case Decision<TState>.Accept accepted
                    when await TryCommitAsync(key, aggregate, accepted, cause, cancellationToken) is var outcome and not CommitOutcome.Conflict:
                    // A commit without events has nothing to publish, and reading the outbox would be the dearest step of most events.
                    await (accepted.Events.Count > 0 || outcome == CommitOutcome.AlreadyHandled ? dispatcher.DispatchAsync(key, cancellationToken) : Task.CompletedTask);
                    return outcome == CommitOutcome.Committed ? new HandlerResult.Done() : new HandlerResult.Duplicate();
                default:
                    LogConflict(key, attempt, cause.Type, cause.Id);
                    break;
            }
        }

        return new HandlerResult.Retry($"aggregate {key} was changed by others {MaxAttempts} times in a row", ContentionDelay);
    }

    private async Task<CommitOutcome> TryCommitAsync<TState>(
        AggregateKey key, Aggregate<TState>? aggregate, Decision<TState>.Accept accepted, EventEnvelope cause, CancellationToken cancellationToken)
        where TState : class
    {
        var version = (aggregate?.Version ?? 0) + 1;
        var outcome = await aggregates.CommitAsync(
            new Commit<TState>
            {
                Key = key,
                State = accepted.State,
                Token = aggregate?.Token,
                Version = version,
                InboxId = cause.Id,
                Outbox = [.. accepted.Events.Select((draft, index) => events.Create(draft, key, version, index, cause))],
            }.KeepingSent(),
            cancellationToken);
        if (outcome == CommitOutcome.Committed
            && StageTransition.Between(aggregate?.State, accepted.State, version, time.GetUtcNow(), cause.Id) is { } transition)
        {
            await router.PublishAsync(transition);
        }

        return outcome;
    }
}
