using Microsoft.Extensions.Logging;
using RingRift.Eventing.Aggregates;
using RingRift.Eventing.Handling;
using RingRift.Eventing.Records;
using RingRift.Eventing.Recovery;

namespace RingRift.Eventing.Transactions;

/// <summary>
/// Changes an aggregate by a pure decision that no event caused: a clock, a measurement, a person. State and outbox are one commit, as for events.
/// </summary>
public sealed partial class AggregateChange(
    IAggregateStore aggregates, OutboxDispatcher dispatcher, EventFactory events, ILogger<AggregateChange> logger)
{
    /// <summary>Decides and commits. What is to be published stays in the outbox, for <see cref="PublishAsync"/> or the sweeper.</summary>
    /// <param name="key">Aggregate to change.</param>
    /// <param name="decide">From the state (null: does not exist) to the change; null leaves it. May run several times.</param>
    /// <param name="cancellationToken">Stops between two steps; nothing is half done.</param>
    /// <returns>The state afterwards; null when <paramref name="decide"/> left it.</returns>
    /// <exception cref="IOException">Others changed the aggregate too often in a row.</exception>
    public async Task<TState?> CommitAsync<TState>(
        AggregateKey key, Func<TState?, Decision<TState>.Accept?> decide, CancellationToken cancellationToken)
        where TState : StoredRecord
    {
        ArgumentNullException.ThrowIfNull(decide);
        for (var attempt = 1; attempt <= HandlerRetry.MaxCommits; attempt++)
        {
            var aggregate = await aggregates.LoadAsync<TState>(key, cancellationToken).ConfigureAwait(false);
            if (decide(aggregate?.State) is not { } accepted)
            {
                return null;
            }

            if (await aggregates.CommitAsync(events.CommitOf(key, aggregate, accepted, cause: null), cancellationToken).ConfigureAwait(false) == CommitOutcome.Committed)
            {
                return accepted.State;
            }
        }

        throw new IOException($"{HandlerRetry.Contended($"aggregate {key}")}; try again");
    }

    /// <summary>Publishes what commits left. Where that fails the sweeper does it: no reason to fail what was committed.</summary>
    public async Task PublishAsync(AggregateKey key, CancellationToken cancellationToken)
    {
        try
        {
            await dispatcher.DispatchAsync(key, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            LogLeft(e, key);
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "events of {Aggregate} could not be published now; the sweeper will")]
    private partial void LogLeft(Exception error, AggregateKey aggregate);
}
