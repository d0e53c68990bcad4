using System.Globalization;
using System.Runtime.InteropServices;
using RingRift.Eventing.Envelope;
using RingRift.Eventing.Json;

namespace RingRift.Eventing.Contracts;

/// <summary>
/// How large an event may be as it travels. One limit for all, since any event may wait in a storage queue: on its way to a queue's
/// consumer, or when it is delivered to a consumer again (ADR 0018).
/// </summary>
public static class EventSize
{
    /// <summary>
    /// Most bytes of an event as <see cref="CloudEventWriter"/> writes it. A queue message holds 64 KiB, which is 48 KiB before Base64; a
    /// redelivery puts up to 1 KiB around the event.
    /// </summary>
    public const int MostBytes = 47 * 1024;

    /// <summary>
    /// Most characters of a text that nobody here has written, an exception's message above all: half of an event, whatever they are.
    /// </summary>
    public const int MostReasonCharacters = 4000;

    // JSON has at most six bytes for a character; what stands in every event besides attributes and payload is shorter than this.
    private const int MostBytesPerCharacter = 6;
    private const int FixedBytes = 1024;

    /// <summary>A reason cut so that no event grows too large by it.</summary>
    public static string CutReason(string reason) => ContractViolation.Cut(reason, MostReasonCharacters);

    /// <summary>What is wrong with the size; null for an event that fits.</summary>
    public static ContractViolation? Check(EventEnvelope envelope)
    {
        ArgumentNullException.ThrowIfNull(envelope);
        if (MostBytesOf(envelope) <= MostBytes)
        {
            return null;
        }

        // Who replays an event marks it; that mark is part of what stands around the event.
        var bytes = CloudEventWriter.Measure(envelope with { ReplayId = null });
        return bytes <= MostBytes
            ? null
            : new ContractViolation("$", null, string.Create(
                CultureInfo.InvariantCulture,
                $"makes an event of {bytes} bytes, which must have at most {MostBytes}: a queue message holds no more in Base64"));
    }

    /// <summary>Refuses an event that is too large.</summary>
    /// <exception cref="EventContractException">It is.</exception>
    public static void Require(EventEnvelope envelope)
    {
        if (Check(envelope) is { } violation)
        {
            throw new EventContractException(envelope.Type, violation);
        }
    }

    /// <summary>
    /// A bound that costs nothing: nearly every event is far below the limit, and only the others are written to be measured.
    /// </summary>
    private static int MostBytesOf(EventEnvelope envelope) =>
        FixedBytes + JsonMarshal.GetRawUtf8Value(envelope.Data).Length + (MostBytesPerCharacter * Characters(envelope));

    private static int Characters(EventEnvelope envelope) =>
        envelope.Id.Length + envelope.Source.Length + envelope.Subject.Length + envelope.CorrelationId.Length + envelope.CausationId.Length
        + (envelope.TraceParent?.Length ?? 0) + (envelope.TraceState?.Length ?? 0);
}
