using System.Globalization;
using Azure.Storage.Queues;
using Azure.Storage.Queues.Models;
using Microsoft.Extensions.Logging;
using RingRift.Azure.Redelivery;
using RingRift.Azure.Storage;
using RingRift.Azure.Topology;
using RingRift.Eventing.DeadLetters;
using RingRift.Eventing.Recovery;

namespace RingRift.Azure.DeadLetters;

/// <summary>
/// Brings the messages of all poison queues into the store. A message is deleted after its letter is stored, so a crash between repeats without harm;
/// one that cannot be stored is shown again at once and holds up no other.
/// </summary>
public sealed partial class PoisonQueueCollector(
    StorageQueues queues, IDeadLetterStore store, DeadLetterErrors errors, ILogger<PoisonQueueCollector> logger)
{
    private const int BatchSize = 32;

    /// <summary>Collects all messages there are.</summary>
    /// <returns>Letters added, and messages left behind.</returns>
    public async Task<CollectionResult> CollectAsync(CancellationToken cancellationToken)
    {
        var result = new CollectionResult(0, 0);
        foreach (var (queue, consumer) in Sources())
        {
            var client = await queues.GetAsync(queue + PoisonMessages.Suffix, cancellationToken).ConfigureAwait(false);
            result += await CollectAsync(client, consumer, cancellationToken).ConfigureAwait(false);
        }

        return result;
    }

    private static IEnumerable<(string Queue, string? Consumer)> Sources() => PipelineTopology.Subscriptions
        .Where(route => route.Queue is not null)
        .Select(route => (route.Queue!, (string?)route.Consumer))
        .Append((RedeliveryMessage.Queue, null));

    private async Task<CollectionResult> CollectAsync(QueueClient queue, string? consumer, CancellationToken cancellationToken)
    {
        var result = new CollectionResult(0, 0);
        while (result.Left == 0)
        {
            var messages = (await queue.ReceiveMessagesAsync(BatchSize, DeliveryRetry.PoisonHidden, cancellationToken).ConfigureAwait(false)).Value;
            foreach (var message in messages)
            {
                result += await TakeAsync(queue, consumer, message, cancellationToken).ConfigureAwait(false);
            }

            if (messages.Length < BatchSize)
            {
                break;
            }
        }

        return result;
    }

    private async Task<CollectionResult> TakeAsync(QueueClient queue, string? consumer, QueueMessage message, CancellationToken cancellationToken)
    {
        try
        {
            var letter = await ReadAsync(consumer, message, cancellationToken).ConfigureAwait(false);
            await store.AddAsync(await errors.WithErrorAsync(letter, cancellationToken).ConfigureAwait(false), cancellationToken).ConfigureAwait(false);
            await queue.DeleteMessageAsync(message.MessageId, message.PopReceipt, cancellationToken).ConfigureAwait(false);
            LogCollected(letter.EventType, letter.EventId, letter.Consumer, queue.Name);
            return new CollectionResult(1, 0);
        }
        catch (Exception fault) when (fault is not OperationCanceledException)
        {
            LogLeft(fault, message.MessageId, queue.Name);
            await ShowAsync(queue, message, cancellationToken).ConfigureAwait(false);
            return new CollectionResult(0, 1);
        }
    }

    private async Task<DeadLetter> ReadAsync(string? consumer, QueueMessage message, CancellationToken cancellationToken)
    {
        var (sent, time) = (message.Body.ToString(), message.InsertedOn ?? default);
        var reason = PoisonMessages.ReasonOf(QueueText.TryDecode(sent, out var text));
        var body = text ?? sent;
        if (consumer is not null)
        {
            return PoisonMessages.Read(consumer, body, reason, message.MessageId, time);
        }

        RedeliveryMessage.TryParse(body, out var redelivery, out _);
        var original = redelivery?.LetterId is { } id ? await store.GetAsync(id, cancellationToken).ConfigureAwait(false) : null;
        return PoisonMessages.ReadRedelivery(redelivery, original?.Letter, body, reason, message.MessageId, time);
    }

    private async Task ShowAsync(QueueClient queue, QueueMessage message, CancellationToken cancellationToken)
    {
        try
        {
            await queue.UpdateMessageAsync(message.MessageId, message.PopReceipt, visibilityTimeout: TimeSpan.Zero, cancellationToken: cancellationToken).ConfigureAwait(false);
        }
        catch (Exception fault) when (fault is not OperationCanceledException)
        {
            // It shows by itself when its time is over.
            LogLeft(fault, message.MessageId, queue.Name);
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "{Type} {Id} was given up by {Consumer}; taken from {Queue} and kept as a dead letter")]
    private partial void LogCollected(string? type, string? id, string consumer, string queue);

    [LoggerMessage(Level = LogLevel.Error, Message = "message {Id} of {Queue} could not be kept as a dead letter; it stays for the next time")]
    private partial void LogLeft(Exception fault, string id, string queue);
}

/// <summary>What a collection did.</summary>
/// <param name="Collected">Letters added.</param>
/// <param name="Left">Blobs or messages that could not be stored and stay for the next time.</param>
public readonly record struct CollectionResult(int Collected, int Left)
{
    /// <inheritdoc/>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Collected} collected, {Left} left for the next time");

    /// <summary>Both together.</summary>
    public static CollectionResult operator +(CollectionResult left, CollectionResult right) =>
        new(left.Collected + right.Collected, left.Left + right.Left);
}
