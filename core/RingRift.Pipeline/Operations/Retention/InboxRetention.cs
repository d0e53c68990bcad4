using System.Runtime.CompilerServices;
using Microsoft.Extensions.Logging;
using RingRift.Eventing.Aggregates;
using RingRift.Eventing.Clocks;
using RingRift.Pipeline.Learner;

namespace RingRift.Pipeline.Operations.Retention;

/// <summary>Forgets handled events once nothing can deliver them again; not those of the newest iterations, whose events reconcilers may send however late.</summary>
public sealed partial class InboxRetention(
    IAggregateStore aggregates, OpenIterations open, RetentionOptions options, RetentionMetrics metrics, RetentionClock clock, ILogger<InboxRetention> logger)
{
    /// <summary>Inboxes, in reports and metrics.</summary>
    public const string What = "inbox";

    /// <summary>Rows that are old enough and of no newest iteration.</summary>
    public async IAsyncEnumerable<InboxRow> FindAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var live = new LiveIterations(await open.ReadEveryAsync(cancellationToken).ConfigureAwait(false));
        await foreach (var row in aggregates.HandledAsync(await clock.OlderThanAsync(options.Inbox, cancellationToken).ConfigureAwait(false), cancellationToken).ConfigureAwait(false))
        {
            if (!live.Holds(row.Key))
            {
                yield return row;
            }
        }
    }

    /// <summary>Deletes what is found, batch by batch. A daemon's work: what is gone is gone, and the next run finds the rest.</summary>
    public async Task<string> SweepAsync(CancellationToken cancellationToken)
    {
        if (!options.Enabled)
        {
            return RetentionMetrics.SwitchedOff;
        }

        var count = await BatchSweep.RunAsync(FindAsync(cancellationToken), aggregates.ForgetAsync, What, metrics, cancellationToken).ConfigureAwait(false);
        LogForgotten(count, options.Inbox);
        return $"{count} handled events forgotten";
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "{Count} events handled more than {Age} ago are forgotten by their inboxes")]
    private partial void LogForgotten(int count, TimeSpan age);
}
