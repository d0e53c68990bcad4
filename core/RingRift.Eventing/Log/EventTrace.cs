using RingRift.Eventing.Envelope;
using RingRift.Eventing.Records;

namespace RingRift.Eventing.Log;

/// <summary>What happened in a chain of events, by cause and effect; also the HTTP answer, as JSON.</summary>
public sealed record EventTrace
{
    /// <summary>The correlation that was asked for.</summary>
    public required string CorrelationId { get; init; }

    /// <summary>All correlations in the trace, earliest first: more than one where neighbours were asked for.</summary>
    public required IReadOnlyList<string> Correlations { get; init; }

    /// <summary>Events in the trace.</summary>
    public required int Events { get; init; }

    /// <summary>Deliveries in the trace.</summary>
    public required int Deliveries { get; init; }

    /// <summary>Events whose state is <see cref="TraceState.Failed"/>.</summary>
    public required int Failed { get; init; }

    /// <summary>Events whose state is <see cref="TraceState.Waiting"/>.</summary>
    public required int Waiting { get; init; }

    /// <summary>When the first event was published (UTC).</summary>
    public required DateTimeOffset Started { get; init; }

    /// <summary>When the last event was published or the last delivery ended (UTC).</summary>
    public required DateTimeOffset Ended { get; init; }

    /// <summary>
    /// The tree: every event once, each right behind its cause and the cause's earlier effects (depth first). A flat list, because a chain over many
    /// iterations is deeper than JSON readers go.
    /// </summary>
    public required IReadOnlyList<TraceNode> Nodes { get; init; }

    /// <summary>Rows of the chain that this version cannot read; they stand nowhere above. Null when there are none.</summary>
    public IReadOnlyList<UnreadableRecord>? Unreadable { get; init; }
}
