using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Logging;
using RingRift.Eventing.Aggregates;
using RingRift.Eventing.Handling;
using RingRift.Eventing.Transactions;

namespace RingRift.Eventing.DeadLetters;

/// <summary>
/// Looks whether dead letters wait for too long; a daemon's work. A consumer's are told once, and again after none was left waiting.
/// </summary>
public sealed partial class DeadLetterWatch(
    IDeadLetterStore store, IAggregateStore aggregates, AggregateChange change, DeadLetterWatchOptions options, TimeProvider time,
    ILogger<DeadLetterWatch> logger)
{
    /// <summary>Looks once at every consumer that has letters.</summary>
    public async Task<string> LookAsync(CancellationToken cancellationToken)
    {
        var counts = await store.CountAsync(cancellationToken).ConfigureAwait(false);
        var consumers = counts.ToLookup(count => count.Consumer, StringComparer.Ordinal);
        var told = 0;
        await EachApart.RunAsync(consumers.Select(consumer => consumer.Key), async consumer =>
        {
            var mayWait = consumers[consumer].Any(count => count.Status == DeadLetterStatus.Open);
            told += await LookAsync(consumer, mayWait, cancellationToken).ConfigureAwait(false) ? 1 : 0;
        }).ConfigureAwait(false);

        var open = counts.Where(count => count.Status == DeadLetterStatus.Open).Sum(count => count.Letters);
        return $"{open} open dead letters of {consumers.Count} consumers, {told} newly told";
    }

    private async Task<bool> LookAsync(string consumer, bool mayWait, CancellationToken cancellationToken)
    {
        var (key, now) = (AggregateKey.DeadLetters(DeadLetterId.PartitionOf(consumer)), time.GetUtcNow());
        var known = await aggregates.LoadAsync<ConsumerDeadLetters>(key, cancellationToken).ConfigureAwait(false);
        var stale = mayWait
            ? await FindAsync(
                consumer, now - options.StaleAfter, all: known?.State.StaleSince is null, cancellationToken).ConfigureAwait(false)
            : null;
        var told = false;
        await change.CommitAsync<ConsumerDeadLetters>(
            key,
            state =>
            {
                var decision = DeadLetterNoticePolicy.Look(state, consumer, stale, now);
                told = decision?.Events.Count > 0;
                return decision;
            },
            cancellationToken).ConfigureAwait(false);
        if (told)
        {
            LogStale(stale!.Count, consumer, stale.Oldest);
            await change.PublishAsync(key, cancellationToken).ConfigureAwait(false);
        }

        return told;
    }

    /// <summary>The letters that wait too long: all of them, or only whether there is one.</summary>
    private async Task<StaleDeadLetters?> FindAsync(string consumer, DateTimeOffset before, bool all, CancellationToken cancellationToken)
    {
        StaleDeadLetters? found = null;
        var query = new DeadLetterQuery { Status = DeadLetterStatus.Open, Consumer = consumer, To = before };
        await foreach (var stored in store.WalkAsync(query, cancellationToken).ConfigureAwait(false))
        {
            if (DeadLetterNoticePolicy.IsTold(stored.Letter))
            {
                found = new StaleDeadLetters((found?.Count ?? 0) + 1, stored.Letter.LastTime);
            }

            if (found is not null && !all)
            {
                break;
            }
        }

        return found;
    }

    [LoggerMessage(
        Level = LogLevel.Warning,
        Message = "{Count} dead letters of {Consumer} wait to be redriven or discarded, the oldest since {Oldest}")]
    private partial void LogStale(int count, string consumer, DateTimeOffset oldest);
}

/// <summary>When dead letters are told to people; section <c>DeadLetters</c>.</summary>
public sealed class DeadLetterWatchOptions
{
    /// <summary>Name of the configuration section.</summary>
    public const string Section = "DeadLetters";

    /// <summary>
    /// How long a letter may stay open before DLQ_STALE_EVENTS says so. Default 15 min: an iteration may wait for its event.
    /// </summary>
    [Range(typeof(TimeSpan), "00:00:01", "30.00:00:00")]
    public TimeSpan StaleAfter { get; set; } = TimeSpan.FromMinutes(15);
}

/// <summary>Open letters of a consumer that wait for longer than they should.</summary>
/// <param name="Count">Letters, from 1.</param>
/// <param name="Oldest">When the one that waits longest was given up (UTC).</param>
public sealed record StaleDeadLetters(int Count, DateTimeOffset Oldest);
