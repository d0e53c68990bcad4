using RingRift.Azure.Redelivery;
using RingRift.Pipeline.DeadLetters;

namespace RingRift.Azure.DeadLetters;

/// <summary>Reads the messages of poison queues.</summary>
internal static class PoisonMessages
{
    public const string Suffix = "-poison";
    private const string Reason = "the queue's host gave it up after the most deliveries its settings allow";

    /// <summary>The dead letter of a message.</summary>
    /// <param name="consumer">Consumer of the queue.</param>
    /// <param name="body">Its body, decoded.</param>
    /// <param name="messageId">Id of the message.</param>
    /// <param name="time">When it was moved (UTC).</param>
    public static DeadLetter Read(string consumer, string body, string messageId, DateTimeOffset time) =>
        DeadLetterBody.ToLetter(body, DeadLetterOrigin.PoisonQueue, consumer, Reason, time, Occurrence(messageId));

    /// <summary>The dead letter of a redelivery that was given up: of the event's own consumer, where the message says who that is.</summary>
    /// <param name="message">The message; null when the body is none.</param>
    /// <param name="original">The letter it redrives, where there is one.</param>
    /// <param name="body">Its body, decoded.</param>
    /// <param name="messageId">Id of the message.</param>
    /// <param name="time">When it was moved (UTC).</param>
    public static DeadLetter ReadRedelivery(RedeliveryMessage? message, DeadLetter? original, string body, string messageId, DateTimeOffset time) =>
        (message, original) switch
        {
            (_, not null) => original with
            {
                Origin = DeadLetterOrigin.PoisonQueue,
                Reason = Reason,
                Error = null,
                Attempts = 1,
                FirstTime = time,
                LastTime = time,
                Occurrence = Occurrence(messageId),
            },
            ({ Event: { } replayed }, null) => Read(message.Consumer, replayed, messageId, time),
            _ => Read(RedeliveryMessage.Queue, body, messageId, time),
        };

    private static string Occurrence(string messageId) => $"message {messageId}";
}
