using RingRift.Eventing.Events;
using RingRift.Eventing.Handling;

namespace RingRift.Eventing.Routing;

/// <summary>What an event belongs to that is no iteration's.</summary>
/// <param name="Subject">Subject for filters, for example <c>daemons/outbox-sweeper</c>; not empty.</param>
/// <param name="Correlation">Chain it begins, unless it follows from an event of the same subject; not empty.</param>
public sealed record EventScope(string Subject, string Correlation)
{
    /// <summary>That of an iteration.</summary>
    internal static EventScope Of(IPipelineEvent payload) => new(
        EventFactory.SubjectOf(payload.Config, payload.Iteration), EventFactory.CorrelationOf(payload.Config, payload.Iteration));
}
