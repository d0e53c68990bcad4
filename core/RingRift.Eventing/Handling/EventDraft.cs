using System.Text.Json;
using RingRift.Eventing.Events;
using RingRift.Eventing.Json;

namespace RingRift.Eventing.Handling;

/// <summary>An event before it has an identity: what a policy decides to say.</summary>
/// <param name="Type">What happened.</param>
/// <param name="SchemaVersion">Version of the payload's schema.</param>
/// <param name="Subject">Subject for filters, for example <c>hex8_2p/0003</c>.</param>
/// <param name="Correlation">Chain it begins, unless it follows from an event of the same subject.</param>
/// <param name="Data">The payload.</param>
public sealed record EventDraft(DataEventType Type, int SchemaVersion, string Subject, string Correlation, JsonElement Data)
{
    /// <summary>The draft of an event of an iteration.</summary>
    public static EventDraft Of<TEvent>(TEvent payload)
        where TEvent : class, IPipelineEvent
    {
        ArgumentNullException.ThrowIfNull(payload);
        return Of(
            payload, EventFactory.SubjectOf(payload.Config, payload.Iteration),
            EventFactory.CorrelationOf(payload.Config, payload.Iteration));
    }

    /// <summary>The draft of any event.</summary>
    /// <param name="payload">The payload.</param>
    /// <param name="subject">Subject for filters, not empty.</param>
    /// <param name="correlation">Chain it begins, unless it follows from an event of the same subject; not empty.</param>
    public static EventDraft Of<TPayload>(TPayload payload, string subject, string correlation)
        where TPayload : class, IEventPayload
    {
        ArgumentNullException.ThrowIfNull(payload);
        ArgumentException.ThrowIfNullOrEmpty(subject);
        ArgumentException.ThrowIfNullOrEmpty(correlation);
        return new EventDraft(
            TPayload.Type, TPayload.SchemaVersion, subject, correlation, JsonSerializer.SerializeToElement(payload, EventJson.Options));
    }
}
