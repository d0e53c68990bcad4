using System.Text.Json;

namespace RingRift.Web.Api;

/// <summary>An event as <c>GET /api/live</c> tells it.</summary>
/// <param name="Id">The event.</param>
/// <param name="Type">Its type, for example <c>MODEL_PROMOTED</c>.</param>
/// <param name="Subject">What it is about.</param>
/// <param name="CorrelationId">The chain it belongs to.</param>
/// <param name="Time">When the fact became true (UTC).</param>
/// <param name="State">One of <see cref="EventStates"/>.</param>
/// <param name="Summary">Its payload in one line.</param>
/// <param name="Config">The config it is about; null for none.</param>
public sealed record LiveEventAnswer(
    string Id, string Type, string Subject, string CorrelationId, DateTimeOffset Time, string State, string Summary, string? Config = null);

/// <summary>Where an event stands with its consumers, as answers say it.</summary>
public static class EventStates
{
    /// <summary>Some consumer is still to get it, as far as is known.</summary>
    public const string Waiting = "waiting";

    /// <summary>Every consumer has handled it.</summary>
    public const string Settled = "settled";

    /// <summary>A consumer failed at it.</summary>
    public const string Failed = "failed";
}

/// <summary>A chain of events as a tree: <c>GET /api/traces</c>.</summary>
/// <param name="CorrelationId">The chain.</param>
/// <param name="Started">When its first event was published (UTC).</param>
/// <param name="Ended">When its last event was published or delivered (UTC).</param>
/// <param name="Deliveries">Deliveries.</param>
/// <param name="Failed">Events that failed.</param>
/// <param name="Waiting">Events that wait.</param>
/// <param name="Nodes">Its events, each right behind its cause.</param>
public sealed record TraceAnswer(
    string CorrelationId, DateTimeOffset Started, DateTimeOffset Ended, int Deliveries, int Failed, int Waiting,
    IReadOnlyList<TraceNodeAnswer> Nodes);

/// <summary>An event of a chain.</summary>
/// <param name="Id">The event.</param>
/// <param name="Type">Its type by its wire name, for example <c>ringrift.model_promoted</c>.</param>
/// <param name="Subject">What it is about.</param>
/// <param name="Published">When it was published (UTC).</param>
/// <param name="Depth">Causes above it.</param>
/// <param name="Data">Its payload.</param>
/// <param name="State"><c>waiting</c>, <c>settled</c> or <c>failed</c>.</param>
/// <param name="Deliveries">Its deliveries, by time.</param>
public sealed record TraceNodeAnswer(
    string Id, string Type, string Subject, DateTimeOffset Published, int Depth, JsonElement Data, string State,
    IReadOnlyList<TraceDeliveryAnswer> Deliveries);

/// <summary>A delivery.</summary>
/// <param name="Consumer">Handler or queue.</param>
/// <param name="Attempt">Its place among the deliveries to this consumer, from 1.</param>
/// <param name="Time">When it ended (UTC).</param>
/// <param name="Seconds">How long the consumer worked.</param>
/// <param name="Outcome">How it ended.</param>
/// <param name="Reason">Why; null for nothing to tell.</param>
public sealed record TraceDeliveryAnswer(
    string Consumer, int Attempt, DateTimeOffset Time, double Seconds, string Outcome, string? Reason = null);

/// <summary>Dead letters: <c>GET /api/dead-letters</c>.</summary>
/// <param name="Letters">Newest first.</param>
/// <param name="Continuation">Where the next page begins; null for the last.</param>
public sealed record DeadLettersAnswer(IReadOnlyList<DeadLetterAnswer> Letters, string? Continuation = null);

/// <summary>An event that a consumer gave up. A list leaves the event itself out.</summary>
/// <param name="Id">Id of the letter.</param>
/// <param name="Status"><c>open</c>, <c>redriven</c> or <c>discarded</c>.</param>
/// <param name="Consumer">Who gave it up.</param>
/// <param name="Reason">Why.</param>
/// <param name="Attempts">Deliveries that failed.</param>
/// <param name="LastTime">When it was given up last (UTC).</param>
/// <param name="Error">What went wrong last, where more is known than the reason.</param>
/// <param name="EventType">Type of the event; null when it has none.</param>
/// <param name="CorrelationId">Its chain; null when it has none.</param>
/// <param name="StatusNote">Why its status was changed.</param>
/// <param name="Body">The event itself, or what came in its place.</param>
public sealed record DeadLetterAnswer(
    string Id, string Status, string Consumer, string Reason, int Attempts, DateTimeOffset LastTime, string? Error = null,
    string? EventType = null, string? CorrelationId = null, string? StatusNote = null, string? Body = null);

/// <summary>What is to be done with dead letters.</summary>
/// <param name="Ids">The letters.</param>
/// <param name="Reason">Why; kept with each.</param>
internal sealed record DeadLetterOrder(IReadOnlyList<string> Ids, string Reason);

/// <summary>What was done with dead letters.</summary>
/// <param name="Changes">One for each letter.</param>
public sealed record DeadLetterReportAnswer(IReadOnlyList<DeadLetterChangeAnswer> Changes);

/// <summary>What was done with one.</summary>
/// <param name="Id">The letter.</param>
/// <param name="Outcome">How it ended.</param>
/// <param name="Note">More, where there is more to tell.</param>
public sealed record DeadLetterChangeAnswer(string Id, string Outcome, string? Note = null);
