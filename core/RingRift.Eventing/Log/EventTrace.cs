using System.Text.Json;
using RingRift.Eventing.Envelope;
using RingRift.Eventing.Handling;
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
    /// The tree: every event once, each right behind its cause and the cause's earlier effects (depth first). A flat list, because a chain
    /// over many iterations is deeper than JSON readers go.
    /// </summary>
    public required IReadOnlyList<TraceNode> Nodes { get; init; }

    /// <summary>Rows of the chain that this version cannot read; they stand nowhere above. Null when there are none.</summary>
    public IReadOnlyList<UnreadableRecord>? Unreadable { get; init; }
}

/// <summary>An event in a trace, with its deliveries.</summary>
public sealed record TraceNode
{
    /// <summary>Id of the event.</summary>
    public required string Id { get; init; }

    /// <summary>Its type, by its wire name.</summary>
    public required string Type { get; init; }

    /// <summary>Its subject, for example <c>hex8_2p/0003</c>.</summary>
    public required string Subject { get; init; }

    /// <summary>The chain it belongs to.</summary>
    public required string CorrelationId { get; init; }

    /// <summary>Who emitted it.</summary>
    public required string Source { get; init; }

    /// <summary>When it was published (UTC).</summary>
    public required DateTimeOffset Published { get; init; }

    /// <summary>Causes above it in the trace, 0 for a root.</summary>
    public required int Depth { get; init; }

    /// <summary>Id of the event it hangs on; null for a root.</summary>
    public string? Parent { get; init; }

    /// <summary>Id of a cause that the trace does not hold; null for an event without a cause or with one in the trace.</summary>
    public string? CauseOutside { get; init; }

    /// <summary>Its payload.</summary>
    public required JsonElement Data { get; init; }

    /// <summary>Where it stands.</summary>
    public required TraceState State { get; init; }

    /// <summary>Its deliveries, by time.</summary>
    public required IReadOnlyList<TraceDelivery> Deliveries { get; init; }
}

/// <summary>One delivery in a trace.</summary>
/// <param name="Consumer">Handler or queue.</param>
/// <param name="Attempt">Its place among the deliveries of the event to this consumer, from 1.</param>
/// <param name="Time">When it ended (UTC).</param>
/// <param name="Seconds">How long the consumer worked, in seconds.</param>
/// <param name="Outcome">How it ended.</param>
/// <param name="Reason">Why, where the outcome needs a reason.</param>
/// <param name="ReplayId">Replay it belonged to; null for an ordinary one.</param>
public sealed record TraceDelivery(
    string Consumer, int Attempt, DateTimeOffset Time, double Seconds, HandlingOutcome Outcome, string? Reason = null,
    string? ReplayId = null);
