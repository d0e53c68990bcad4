using System.Diagnostics;

namespace RingRift.Eventing.Envelope;

/// <summary>W3C trace context between activities and events. It is fixed when an event is made, so that publishing again carries the same one.</summary>
internal static class TraceContext
{
    /// <summary>
    /// What a new event carries: the activity at work, or else what its cause carried, so that a process without tracing passes a trace on unbroken.
    /// </summary>
    public static (string? TraceParent, string? TraceState) OfNew(EventEnvelope? cause) =>
        Activity.Current is { IdFormat: ActivityIdFormat.W3C, Id: { } id } current
            ? (id, string.IsNullOrEmpty(current.TraceStateString) ? null : current.TraceStateString)
            : (cause?.TraceParent, cause?.TraceState);

    /// <summary>What an event carries; null when it has none or one that is no trace context.</summary>
    public static ActivityContext? Of(EventEnvelope envelope) =>
        ActivityContext.TryParse(envelope.TraceParent, envelope.TraceState, isRemote: true, out var context) ? context : null;
}
