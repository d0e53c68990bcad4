using RingRift.Azure.Events;
using RingRift.Azure.Redelivery;
using RingRift.Azure.Topology;
using RingRift.Eventing.DeadLetters;

namespace RingRift.Azure.DeadLetters;

/// <summary>Reads the messages of poison queues.</summary>
internal static class PoisonMessages
{
    public const string Suffix = PipelineQueues.PoisonSuffix;
    private const string GivenUp = "the queue's host gave it up after the most deliveries its settings allow";
    private const string NotReadable = "the queue's host could not read it: the body is not UTF-8 text in Base64";

    /// <summary>Why a message is in a poison queue.</summary>
    /// <param name="isReadable">Whether its body is Base64 of UTF-8, as the host reads it.</param>
    public static string ReasonOf(bool isReadable) => isReadable ? GivenUp : NotReadable;

    /// <summary>The dead letter of a message.</summary>
    /// <param name="consumer">Consumer of the queue.</param>
    /// <param name="body">Its body, decoded.</param>
    /// <param name="reason">Why it is there.</param>
    /// <param name="messageId">Id of the message.</param>
    /// <param name="time">When it was moved (UTC).</param>
    public static DeadLetter Read(string consumer, string body, string reason, string messageId, DateTimeOffset time) =>
        DeadLetterBody.ToLetter(body, DeadLetterOrigin.PoisonQueue, consumer, reason, time, Occurrence(messageId));

    /// <summary>
    /// The dead letter of a redelivery that was given up: of the event's own consumer, where the message says who that is.
    /// </summary>
    /// <param name="message">The message; null when the body is none.</param>
    /// <param name="original">The letter it redrives, where there is one.</param>
    /// <param name="body">Its body, decoded.</param>
    /// <param name="reason">Why it is there.</param>
    /// <param name="messageId">Id of the message.</param>
    /// <param name="time">When it was moved (UTC).</param>
    public static DeadLetter ReadRedelivery(
        RedeliveryMessage? message, DeadLetter? original, string body, string reason, string messageId, DateTimeOffset time) =>
        (message, original) switch
        {
            (_, not null) => original with
            {
                Origin = DeadLetterOrigin.PoisonQueue,
                Reason = reason,
                Error = null,
                Attempts = 1,
                FirstTime = time,
                LastTime = time,
                Occurrence = Occurrence(messageId),
            },
            ({ Event: { } replayed }, null) => Read(message.Consumer, replayed, reason, messageId, time),
            _ => Read(RedeliveryMessage.Queue, body, reason, messageId, time),
        };

    private static string Occurrence(string messageId) => $"message {messageId}";
}
