using System.Text.Json;
using RingRift.Pipeline.Events;

namespace RingRift.Pipeline.Handling;

/// <summary>An event before it has an identity: what a policy decides to say.</summary>
/// <param name="Type">What happened.</param>
/// <param name="SchemaVersion">Version of the payload's schema.</param>
/// <param name="Config">Config name.</param>
/// <param name="Iteration">Iteration of that config.</param>
/// <param name="Data">The payload.</param>
public sealed record EventDraft(DataEventType Type, int SchemaVersion, string Config, int Iteration, JsonElement Data)
{
    /// <summary>The draft of a payload.</summary>
    public static EventDraft Of<TEvent>(TEvent payload)
        where TEvent : class, IPipelineEvent
    {
        ArgumentNullException.ThrowIfNull(payload);
        return new EventDraft(
            TEvent.Type, TEvent.SchemaVersion, payload.Config, payload.Iteration, JsonSerializer.SerializeToElement(payload, EventJson.Options));
    }
}
