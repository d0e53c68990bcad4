using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Options;
using RingRift.Eventing.Aggregates;
using RingRift.Eventing.Catalogue;
using RingRift.Eventing.Events;
using RingRift.Eventing.Log;
using RingRift.Eventing.Records;

namespace RingRift.Pipeline.Operations.Reconciliation;

/// <summary>
/// Finds deliveries that were lost to one consumer while the others got theirs, which no reconciler sees because the main line goes on (ADR
/// 0018). Every published event is looked at once it is old enough; a delivery without an end stays open until it has one, is sent again,
/// or becomes a dead letter.
/// </summary>
public sealed class DeliveryAudit(
    IEventLog log, IAggregateStore aggregates, DeliveryFactsReader facts, DeliveryAuditPolicy policy, DeliveryRemedy remedy,
    DeliveryAuditMetrics metrics,
    DeliveryAuditOptions options, IOptions<EventLogOptions> logOptions, TimeProvider time)
{
    private const int ChunkSize = 100;

    private static readonly DataEventType[] Consumed =
        [.. EventCatalogue.All.Where(definition => definition.Consumers.Count > 0).Select(definition => definition.Type)];

    /// <summary>
    /// Looks at what is due. A daemon's work; what a run did is committed bit by bit, so that it may be stopped anywhere.
    /// </summary>
    /// <returns>What was done, for people.</returns>
    /// <exception cref="InvalidOperationException">Another process audits at the same time.</exception>
    public async Task<string> AuditAsync(CancellationToken cancellationToken)
    {
        // An audit that begins leaves the past alone: what consumers of today missed before they existed was not lost.
        var stored = await aggregates.LoadAsync<DeliveryAuditState>(AggregateKey.DeliveryAudit(), cancellationToken).ConfigureAwait(false);
        var run = new DeliveryAuditRun(stored, time.GetUtcNow() - options.After);
        await LookAgainAsync(run, cancellationToken).ConfigureAwait(false);
        await LookOnAsync(run, cancellationToken).ConfigureAwait(false);
        metrics.Open(run.Open.Count);
        return run.ToString();
    }

    /// <summary>Looks at open deliveries that are due, chain by chain.</summary>
    private async Task LookAgainAsync(DeliveryAuditRun run, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        foreach (var chain in run.Open.Where(delivery => policy.IsDue(delivery, now)).GroupBy(delivery => delivery.CorrelationId).ToList())
        {
            var unreadable = new List<UnreadableRecord>();
            var events = await log.OfCorrelationAsync(chain.Key, unreadable, cancellationToken)
                .ToDictionaryAsync(logged => logged.Event.Id, StringComparer.Ordinal, cancellationToken).ConfigureAwait(false);
            run.Unreadable.UnionWith(unreadable);
            foreach (var delivery in chain)
            {
                // What the log has forgotten is too old to matter.
                if (events.TryGetValue(delivery.EventId, out var logged))
                {
                    await LookAsync(run, logged, delivery, cancellationToken).ConfigureAwait(false);
                }
                else if (unreadable.Count == 0)
                {
                    run.Keep(delivery, null);
                }
            }

            await run.CommitAsync(aggregates, cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>Goes on with the pass, or begins one over what has become old enough.</summary>
    private async Task LookOnAsync(DeliveryAuditRun run, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var until = run.State.Until ?? now - options.After;
        run.State = run.State with { Until = until };
        var query = new EventLogQuery
        {
            From = Later(run.State.Through, now - logOptions.Value.Retention),
            To = run.State.Below ?? until,
            Types = Consumed,
        };
        await foreach (var chunk in log.QueryAsync(query, run.Unreadable, cancellationToken).Chunk(ChunkSize).ConfigureAwait(false))
        {
            if (run.Audited >= options.MaxEvents || run.Open.Count >= options.MaxOpen)
            {
                return;
            }

            await LookAsync(run, chunk, cancellationToken).ConfigureAwait(false);
            run.State = run.State with { Below = chunk[^1].Published.AddTicks(1) };
            await run.CommitAsync(aggregates, cancellationToken).ConfigureAwait(false);
        }

        run.State = run.State with { Through = Later(run.State.Through, until), Until = null, Below = null };
        await run.CommitAsync(aggregates, cancellationToken).ConfigureAwait(false);
    }

    private async Task LookAsync(DeliveryAuditRun run, LoggedEvent[] chunk, CancellationToken cancellationToken)
    {
        foreach (var logged in chunk)
        {
            foreach (var consumer in EventCatalogue.Of(logged.Event.Type).Consumers.Select(consumer => consumer.Name))
            {
                var delivery = new OpenDelivery(logged.Event.Id, logged.Event.CorrelationId, consumer, Redeliveries: 0, time.GetUtcNow());
                if (!run.IsOpen(delivery))
                {
                    await LookAsync(run, logged, delivery, cancellationToken).ConfigureAwait(false);
                }
            }

            run.Audited++;
        }
    }

    private async Task LookAsync(DeliveryAuditRun run, LoggedEvent logged, OpenDelivery delivery, CancellationToken cancellationToken)
    {
        if (DeliveryAuditPolicy.IsSettled(logged, delivery.Consumer))
        {
            run.Keep(delivery, null);
            return;
        }

        var found = await facts.ReadAsync(logged.Event, delivery.Consumer, run.Depths, cancellationToken).ConfigureAwait(false);
        var decision = policy.Decide(logged, delivery, found, time.GetUtcNow());
        var done = await remedy.CarryOutAsync(logged, delivery.Consumer, decision, cancellationToken).ConfigureAwait(false);
        run.Redelivered += done.Action == DeliveryAction.Redeliver ? 1 : 0;
        run.GivenUp += done.Action == DeliveryAction.GiveUp ? 1 : 0;
        run.Keep(delivery, done.Next);
    }

    private static DateTimeOffset Later(DateTimeOffset one, DateTimeOffset other) => one > other ? one : other;
}

/// <summary>When a delivery counts as lost; section <c>DeliveryAudit</c> (ADR 0018).</summary>
public sealed class DeliveryAuditOptions
{
    /// <summary>Name of the configuration section.</summary>
    public const string Section = "DeliveryAudit";

    /// <summary>
    /// Age from which an event is looked at, and time a delivery that failed is left to its transport. Default 15 min: longer than the ten
    /// minutes in which a queue tries a message.
    /// </summary>
    [Range(typeof(TimeSpan), "00:01:00", "1.00:00:00")]
    public TimeSpan After { get; set; } = TimeSpan.FromMinutes(15);

    /// <summary>
    /// Times an event is sent to its consumer again before it becomes a dead letter. The wait between two begins with <see cref="After"/>
    /// and doubles. Default 3.
    /// </summary>
    [Range(1, 20)]
    public int MaxRedeliveries { get; set; } = 3;

    /// <summary>Events looked at in one run. Default 2,000, some seconds of reading.</summary>
    [Range(1, 100_000)]
    public int MaxEvents { get; set; } = 2000;

    /// <summary>
    /// Deliveries that may be open at a time; when there are more, the audit waits for some to end. Default 2,000, what one state holds.
    /// </summary>
    [Range(1, 2000)]
    public int MaxOpen { get; set; } = 2000;
}
