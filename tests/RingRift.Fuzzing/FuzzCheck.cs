using System.Text;
using System.Text.Json;
using Azure.Messaging;
using RingRift.Azure.Events;
using RingRift.Eventing.Catalogue;
using RingRift.Eventing.Contracts;
using RingRift.Eventing.Envelope;
using RingRift.Eventing.Ingest;
using RingRift.Eventing.Json;

namespace RingRift.Fuzzing;

/// <summary>
/// Holds every way in to its promise: an event is accepted or refused with a reason, nothing else is thrown, and what is accepted travels,
/// is stored and is read as its record without losing anything.
/// </summary>
public static class FuzzCheck
{
    /// <summary>As a queue message: the text goes through the reader of CloudEvents.</summary>
    /// <exception cref="FuzzFailureException">The promise is broken.</exception>
    public static FuzzOutcome Message(FuzzedEvent fuzzed)
    {
        ArgumentNullException.ThrowIfNull(fuzzed);
        var text = Encoding.UTF8.GetString(fuzzed.Delivery);
        return Read(fuzzed, text, () => CloudEventMapper.Parse(text));
    }

    /// <summary>As a webhook: the platform reads the CloudEvent, and what it cannot read never reaches a function.</summary>
    /// <exception cref="FuzzFailureException">The promise is broken.</exception>
    public static FuzzOutcome Webhook(FuzzedEvent fuzzed)
    {
        ArgumentNullException.ThrowIfNull(fuzzed);
        CloudEvent? cloudEvent;
        try
        {
            cloudEvent = CloudEvent.Parse(BinaryData.FromBytes(fuzzed.Delivery));
        }
        catch (Exception)
        {
            return new FuzzOutcome(0, 1);
        }

        return cloudEvent is null ? new FuzzOutcome(0, 1) : Read(fuzzed, Encoding.UTF8.GetString(fuzzed.Delivery), () => CloudEventMapper.ToEnvelope(cloudEvent));
    }

    /// <summary>As a request from outside.</summary>
    /// <exception cref="FuzzFailureException">The promise is broken.</exception>
    public static FuzzOutcome Request(FuzzedEvent fuzzed)
    {
        ArgumentNullException.ThrowIfNull(fuzzed);
        var text = Encoding.UTF8.GetString(fuzzed.Request);
        IReadOnlyList<IngestedEvent> events;
        try
        {
            events = IngestParser.Read(fuzzed.Request);
        }
        catch (IngestFormatException refusal)
        {
            return Refused(fuzzed, text, refusal.Message);
        }
        catch (Exception crash)
        {
            throw new FuzzFailureException(fuzzed, text, "the request crashed the parser", crash);
        }

        return events.Select(one => one.Event is { } accepted ? Accepted(fuzzed, text, accepted) : Refused(fuzzed, text, one.Refusal!.Rule)).Aggregate((a, b) => a + b);
    }

    private static FuzzOutcome Read(FuzzedEvent fuzzed, string text, Func<EventEnvelope> read)
    {
        try
        {
            return Accepted(fuzzed, text, read());
        }
        catch (EventFormatException refusal)
        {
            return Refused(fuzzed, text, refusal.Rule);
        }
        catch (Exception crash) when (crash is not FuzzFailureException)
        {
            throw new FuzzFailureException(fuzzed, text, "the event crashed the reader", crash);
        }
    }

    private static FuzzOutcome Refused(FuzzedEvent fuzzed, string text, string reason)
    {
        if (string.IsNullOrWhiteSpace(reason) || fuzzed.Mutation == Mutation.None)
        {
            throw new FuzzFailureException(fuzzed, text, $"refused with the reason '{reason}'");
        }

        return new FuzzOutcome(0, 1);
    }

    private static FuzzOutcome Accepted(FuzzedEvent fuzzed, string text, EventEnvelope envelope)
    {
        try
        {
            var stored = Json(envelope);
            Same(stored, Json(JsonSerializer.Deserialize<EventEnvelope>(stored, EventJson.Options)!), "stored and read");
            Same(stored, Json(CloudEventMapper.Parse(CloudEventWriter.Write(envelope))), "sent and received");
            Same(stored, Json(CloudEventMapper.ToEnvelope(SentEvent.Of(envelope))), "sent and delivered");
            var payload = AsRecord(envelope);
            Same(payload, AsRecord(envelope with { Data = JsonSerializer.Deserialize<JsonElement>(payload) }), "read as its record");
        }
        catch (Exception crash) when (crash is not FuzzFailureException)
        {
            throw new FuzzFailureException(fuzzed, text, "what was accepted cannot be passed on", crash);
        }

        return new FuzzOutcome(1, 0);

        void Same(string before, string after, string how)
        {
            if (before != after)
            {
                throw new FuzzFailureException(fuzzed, text, $"{how} it is another event: {before} became {after}");
            }
        }
    }

    private static string AsRecord(EventEnvelope envelope) => EventCatalogue.Of(envelope.Type).Payload is { } record
        ? JsonSerializer.Serialize(envelope.Data.Deserialize(record, EventJson.Options), record, EventJson.Options)
        : JsonSerializer.Serialize(ExternalPayload.Of(envelope).Data, EventJson.Options);

    private static string Json(EventEnvelope envelope) => JsonSerializer.Serialize(envelope, EventJson.Options);
}

/// <summary>What became of a fuzzed event on one way in.</summary>
/// <param name="Accepted">Events that were accepted.</param>
/// <param name="Refused">Events, or texts that hold none, that were refused with a reason.</param>
public readonly record struct FuzzOutcome(int Accepted, int Refused)
{
    /// <summary>Both together.</summary>
    public static FuzzOutcome operator +(FuzzOutcome left, FuzzOutcome right) => new(left.Accepted + right.Accepted, left.Refused + right.Refused);
}

/// <summary>An event was neither accepted whole nor refused with a reason.</summary>
/// <param name="fuzzed">The event.</param>
/// <param name="text">Its text.</param>
/// <param name="fault">What is wrong.</param>
/// <param name="inner">The cause, if an exception was one.</param>
public sealed class FuzzFailureException(FuzzedEvent fuzzed, string text, string fault, Exception? inner = null)
    : Exception($"{fuzzed?.Type} with {fuzzed?.Mutation}: {fault}\n{text}", inner);
