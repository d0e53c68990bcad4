using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using RingRift.Eventing.Aggregates;
using RingRift.Eventing.Catalogue;
using RingRift.Eventing.Contracts;
using RingRift.Eventing.Envelope;
using RingRift.Eventing.Events;
using RingRift.Eventing.Records;

namespace RingRift.Eventing.Handling;

/// <summary>
/// Gives events their identity. Ids are hashes of where an event comes from and never random: an event that is published again,
/// or made again by a repeated attempt, is the same event to every inbox. What breaks its contract gets none: it is refused here with an
/// <see cref="EventContractException"/>, before anything is committed (K8).
/// </summary>
/// <param name="time">Clock.</param>
/// <param name="source">CloudEvents source of this process, a URI reference such as <c>/ringrift/functions</c>.</param>
public sealed class EventFactory(TimeProvider time, string source)
{
    /// <summary>CloudEvents source of this process.</summary>
    public string Source { get; } = source;

    /// <summary>Correlation id of an iteration: the same for everything that happens in it.</summary>
    public static string CorrelationOf(string config, int iteration) =>
        string.Create(CultureInfo.InvariantCulture, $"{config}-{iteration:D4}");

    /// <summary>Subject of an iteration, for example <c>hex8_2p/0003</c>.</summary>
    public static string SubjectOf(string config, int iteration) =>
        string.Create(CultureInfo.InvariantCulture, $"{config}/{iteration:D4}");

    /// <summary>An event of a commit: its id follows from aggregate, version and place in the commit.</summary>
    /// <param name="payload">The payload.</param>
    /// <param name="key">Aggregate whose outbox holds the event.</param>
    /// <param name="version">Version the commit makes.</param>
    /// <param name="index">Place of the event in the commit, from 0.</param>
    /// <param name="cause">Event that is handled; null for the first event of a chain.</param>
    public EventEnvelope Create<TEvent>(TEvent payload, AggregateKey key, long version, int index, EventEnvelope? cause)
        where TEvent : class, IPipelineEvent => Create(EventDraft.Of(payload), key, version, index, cause);

    /// <summary>An event of a commit, from its draft.</summary>
    /// <inheritdoc cref="Create{TEvent}(TEvent, AggregateKey, long, int, EventEnvelope?)"/>
    public EventEnvelope Create(EventDraft draft, AggregateKey key, long version, int index, EventEnvelope? cause) =>
        Envelope(draft, Id(string.Create(CultureInfo.InvariantCulture, $"{key.Value}|{version}|{index}")), cause);

    /// <summary>The commit of a decision, with the events that it publishes.</summary>
    /// <param name="key">Aggregate that is changed.</param>
    /// <param name="aggregate">What was loaded of it; null where it does not exist.</param>
    /// <param name="accepted">The decision.</param>
    /// <param name="cause">Event that is handled; null where a clock, a measurement or a person decided.</param>
    public Commit<TState> CommitOf<TState>(AggregateKey key, Aggregate<TState>? aggregate, Decision<TState>.Accept accepted, EventEnvelope? cause)
        where TState : StoredRecord
    {
        var version = (aggregate?.Version ?? 0) + 1;
        var commit = new Commit<TState>
        {
            Key = key,
            State = accepted.State,
            Token = aggregate?.Token,
            Version = version,
            InboxId = cause?.Id,
            Outbox = [.. accepted.Events.Select((draft, index) => Create(draft, key, version, index, cause))],
        };
        return commit.KeepingSent();
    }

    /// <summary>An event that no commit makes: its id follows from the event that led to it.</summary>
    /// <param name="payload">The payload.</param>
    /// <param name="cause">Event that led to it.</param>
    /// <param name="ordinal">Place among the events <paramref name="cause"/> led to, from 0.</param>
    public EventEnvelope CreateFollowing<TEvent>(TEvent payload, EventEnvelope cause, int ordinal)
        where TEvent : class, IPipelineEvent
    {
        ArgumentNullException.ThrowIfNull(cause);
        return CreateFollowing(EventDraft.Of(payload), cause, ordinal);
    }

    /// <summary>An event that no commit makes, from its draft.</summary>
    /// <inheritdoc cref="CreateFollowing{TEvent}(TEvent, EventEnvelope, int)"/>
    public EventEnvelope CreateFollowing(EventDraft draft, EventEnvelope cause, int ordinal)
    {
        ArgumentNullException.ThrowIfNull(cause);
        return Envelope(draft, Id(string.Create(CultureInfo.InvariantCulture, $"after|{cause.Id}|{ordinal}")), cause);
    }

    /// <summary>An event that nothing of this system led to: its id follows from what is observed.</summary>
    /// <param name="draft">The draft.</param>
    /// <param name="occurrence">What tells this occurrence from every other of its type, for example a daemon's name and the number of its start.</param>
    public EventEnvelope CreateFirst(EventDraft draft, string occurrence)
    {
        ArgumentNullException.ThrowIfNull(draft);
        ArgumentException.ThrowIfNullOrEmpty(occurrence);
        return Envelope(draft, Id(string.Create(CultureInfo.InvariantCulture, $"first|{draft.Type.WireName()}|{occurrence}")), cause: null);
    }

    /// <summary>An event that no commit makes and whose id follows from what it says or where it was first said.</summary>
    /// <param name="draft">What is said.</param>
    /// <param name="origin">Text that is the same whenever the same event is made again, and for no other.</param>
    /// <param name="at">When the fact became true (UTC).</param>
    /// <param name="cause">Event that led to it; null when none did.</param>
    internal EventEnvelope Create(EventDraft draft, string origin, DateTimeOffset at, EventEnvelope? cause) =>
        Envelope(draft, Id(origin), cause) with { Time = at };

    private static string Id(string origin) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(origin)).AsSpan(0, 16));

    private EventEnvelope Envelope(EventDraft draft, string id, EventEnvelope? cause)
    {
        EventContract.Require(draft.Type, draft.SchemaVersion, draft.Data);
        var (traceParent, traceState) = TraceContext.OfNew(cause);
        var envelope = new EventEnvelope
        {
            Id = id,
            Source = Source,
            Time = time.GetUtcNow(),
            Type = draft.Type,
            SchemaVersion = draft.SchemaVersion,
            CorrelationId = cause?.Subject == draft.Subject ? cause.CorrelationId : draft.Correlation,
            CausationId = cause?.Id ?? id,
            Subject = draft.Subject,
            Data = draft.Data,
            TraceParent = traceParent,
            TraceState = traceState,
        };
        EventSize.Require(envelope);
        return envelope;
    }
}
