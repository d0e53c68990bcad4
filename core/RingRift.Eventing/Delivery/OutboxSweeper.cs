using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using RingRift.Eventing.Aggregates;
using RingRift.Eventing.DeadLetters;
using RingRift.Eventing.Events;
using RingRift.Eventing.Recovery;
using RingRift.Eventing.Transactions;

namespace RingRift.Eventing.Delivery;

/// <summary>
/// Publishes what a crash between commit and dispatch left behind. A row that cannot be read is put aside as a dead letter of
/// <see cref="Quarantine"/> and holds up no other.
/// </summary>
public sealed partial class OutboxSweeper(
    IAggregateStore aggregates, OutboxDispatcher dispatcher, IDeadLetterStore deadLetters, TimeProvider time, IOptions<OutboxOptions> options,
    ILogger<OutboxSweeper> logger)
{
    /// <summary>Under this name unreadable rows are kept as dead letters. No handler has it: they can be looked at and discarded.</summary>
    public const string Quarantine = "outbox";

    private const int BatchSize = 50;

    /// <summary>Publishes all events that have waited longer than <see cref="OutboxOptions.SweepAfter"/>.</summary>
    /// <returns>Events published.</returns>
    public async Task<int> SweepAsync(CancellationToken cancellationToken)
    {
        var batch = new List<OutboxEntry>(BatchSize);
        var count = 0;
        await foreach (var row in aggregates.PendingAsync(time.GetUtcNow() - options.Value.SweepAfter, cancellationToken))
        {
            if (row is UnreadableOutboxRow unreadable)
            {
                await PutAsideAsync(unreadable, cancellationToken);
            }
            else if (row is OutboxEntry entry)
            {
                batch.Add(entry);
            }

            if (batch.Count == BatchSize)
            {
                count += await PublishAsync(batch, cancellationToken);
            }
        }

        return count + await PublishAsync(batch, cancellationToken);
    }

    private async Task<int> PublishAsync(List<OutboxEntry> batch, CancellationToken cancellationToken)
    {
        await dispatcher.PublishAsync(batch, cancellationToken);
        foreach (var entry in batch)
        {
            LogRepublished(entry.Event.Type, entry.Event.Id, entry.Key);
        }

        var count = batch.Count;
        batch.Clear();
        return count;
    }

    // The letter first: a crash between the two finds the row again and keeps the same letter.
    private async Task PutAsideAsync(UnreadableOutboxRow row, CancellationToken cancellationToken)
    {
        var reason = $"row {row.RowId} in the outbox of {row.Key} is no event: {row.Reason}";
        var now = time.GetUtcNow();
        var letter = new DeadLetter
        {
            Origin = DeadLetterOrigin.Handler,
            Consumer = Quarantine,
            Reason = reason,
            EventId = $"{row.Key} {row.RowId}",
            FirstTime = now,
            LastTime = now,
            Occurrence = $"{row.Key} {row.RowId}",
            Body = row.Text,
        };
        await deadLetters.AddAsync(letter, cancellationToken);
        await aggregates.RemoveAsync(row, cancellationToken);
        LogPutAside(row.Key, row.RowId, row.Reason);
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Type} {Id} of {Aggregate} was still in the outbox; published now")]
    private partial void LogRepublished(DataEventType type, string id, AggregateKey aggregate);

    [LoggerMessage(Level = LogLevel.Error, Message = "row {Row} in the outbox of {Aggregate} cannot be read and is kept as a dead letter: {Reason}")]
    private partial void LogPutAside(AggregateKey aggregate, string row, string reason);
}
