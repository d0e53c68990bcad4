using System.Text.Json;
using RingRift.Eventing.Envelope;

namespace RingRift.Eventing.Log;

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
