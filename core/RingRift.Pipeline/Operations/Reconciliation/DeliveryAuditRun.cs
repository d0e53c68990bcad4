using System.Globalization;
using RingRift.Eventing.Aggregates;
using RingRift.Eventing.Clocks;
using RingRift.Eventing.Records;

namespace RingRift.Pipeline.Operations.Reconciliation;

/// <summary>One run of the audit: the state as last committed with what changed since, and what was done.</summary>
internal sealed class DeliveryAuditRun
{
    private readonly Dictionary<(string EventId, string Consumer), OpenDelivery> _open;
    private string? _token;
    private long _version;

    public DeliveryAuditRun(Aggregate<DeliveryAuditState>? stored, DateTimeOffset begin)
    {
        (State, _token, _version) = (stored?.State ?? new DeliveryAuditState { Through = begin }, stored?.Token, stored?.Version ?? 0);
        if (State.Through.IsAhead(begin) || State.Until?.IsAhead(begin) == true)
        {
            // Marks of a clock that was ahead would keep the audit blind until then; a pass that began under it begins again.
            State = State with { Through = State.Through.NotAhead(begin), Until = null, Below = null };
        }

        _open = State.Open.ToDictionary(delivery => (delivery.EventId, delivery.Consumer));
    }

    public DeliveryAuditState State { get; set; }

    /// <summary>Depths of queues as this run measured them.</summary>
    public Dictionary<string, int> Depths { get; } = new(StringComparer.Ordinal);

    public IReadOnlyCollection<OpenDelivery> Open => _open.Values;

    /// <summary>Rows of the log that this version cannot read; the version that wrote them audits them.</summary>
    public HashSet<UnreadableRecord> Unreadable { get; } = [];

    public int Audited { get; set; }

    public int Redelivered { get; set; }

    public int GivenUp { get; set; }

    public bool IsOpen(OpenDelivery delivery) => _open.ContainsKey((delivery.EventId, delivery.Consumer));

    /// <summary>Keeps a delivery as it is to be looked at next, or forgets it.</summary>
    public void Keep(OpenDelivery delivery, OpenDelivery? next)
    {
        if (next is null)
        {
            _open.Remove((delivery.EventId, delivery.Consumer));
        }
        else
        {
            _open[(delivery.EventId, delivery.Consumer)] = next;
        }
    }

    /// <summary>Writes how far the run is.</summary>
    /// <exception cref="InvalidOperationException">Another process audits too.</exception>
    public async Task CommitAsync(IAggregateStore aggregates, CancellationToken cancellationToken)
    {
        State = State with
        {
            Open = [.. _open.Values.OrderBy(delivery => delivery.LookAt).ThenBy(delivery => delivery.EventId, StringComparer.Ordinal)],
        };
        var key = AggregateKey.DeliveryAudit();
        var commit = new Commit<DeliveryAuditState>
        {
            Key = key,
            State = State,
            Token = _token,
            Version = ++_version,
            InboxId = null,
            Outbox = [],
        };
        await aggregates.CommitAsync(commit, cancellationToken).ConfigureAwait(false);

        // What is stored decides: it carries the new token, and a conflict may hide a commit of ours whose answer was lost.
        var stored = await aggregates.LoadAsync<DeliveryAuditState>(key, cancellationToken).ConfigureAwait(false);
        _token = stored?.Version == _version
            && stored.State.Open.SequenceEqual(State.Open)
            && stored.State with { Open = State.Open } == State
            ? stored.Token
            : throw new InvalidOperationException("another process audits deliveries at the same time; this run ends");
    }

    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture,
        $"{Audited} events audited, through {State.Through.UtcDateTime:u}; {Redelivered} sent again, {GivenUp} given up, {_open.Count} deliveries open{PassedOver()}");

    private string PassedOver() => Unreadable.Count == 0 ? string.Empty : $", {Unreadable.Count} rows passed over: {Unreadable.First()}";
}

/// <summary>
/// How far the log is audited. A pass takes the events published between <see cref="Through"/> and <see cref="Until"/>, newest first as the
/// log gives them, and may take several runs.
/// </summary>
public sealed record DeliveryAuditState : StoredRecord
{
    /// <summary>Every event published before is audited, or among <see cref="Open"/> (UTC).</summary>
    public required DateTimeOffset Through { get; init; }

    /// <summary>End of the pass under way (UTC); null between two passes.</summary>
    public DateTimeOffset? Until { get; init; }

    /// <summary>Events of the pass published at or after this time are audited (UTC); null before the first of them.</summary>
    public DateTimeOffset? Below { get; init; }

    /// <summary>Deliveries to look at again, by time.</summary>
    public IReadOnlyList<OpenDelivery> Open { get; init; } = [];
}

/// <summary>A delivery whose end the event log does not show yet.</summary>
/// <param name="EventId">The event.</param>
/// <param name="CorrelationId">Its chain, where the log holds it.</param>
/// <param name="Consumer">Name of the handler, or of the queue whose worker takes the event.</param>
/// <param name="Redeliveries">Times the audit has sent it again.</param>
/// <param name="LookAt">When to look again (UTC).</param>
public sealed record OpenDelivery(string EventId, string CorrelationId, string Consumer, int Redeliveries, DateTimeOffset LookAt)
    : StoredRecord;
