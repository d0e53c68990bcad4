using Azure.Messaging;
using RingRift.Eventing.Envelope;

namespace RingRift.Fuzzing;

/// <summary>Events as the functions' worker reads them from what was published.</summary>
public static class SentEvent
{
    /// <summary>The CloudEvent of an envelope.</summary>
    public static CloudEvent Of(EventEnvelope envelope) => CloudEvent.Parse(BinaryData.FromString(CloudEventWriter.Write(envelope)))!;
}
