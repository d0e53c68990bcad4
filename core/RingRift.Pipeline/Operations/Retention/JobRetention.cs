using System.Runtime.CompilerServices;
using Microsoft.Extensions.Logging;
using RingRift.Eventing.Aggregates;
using RingRift.Eventing.Clocks;
using RingRift.Eventing.Records;
using RingRift.Game;
using RingRift.Pipeline.Jobs;
using RingRift.Pipeline.Learner;

namespace RingRift.Pipeline.Operations.Retention;

/// <summary>Deletes the jobs of iterations that are over. A job with an event that still waits to be published stays.</summary>
public sealed partial class JobRetention(
    IAggregateStore aggregates, OpenIterations open, RetentionOptions options, RetentionMetrics metrics, RetentionClock clock, ILogger<JobRetention> logger)
{
    /// <summary>Jobs, in reports and metrics.</summary>
    public const string What = "jobs";

    /// <summary>Jobs that are old enough and of no newest iteration, config by config, oldest first.</summary>
    /// <param name="unreadable">Takes jobs that this version cannot read; they stay, and hold up no other.</param>
    /// <param name="cancellationToken">Stops between two.</param>
    public async IAsyncEnumerable<Aggregate<JobState>> FindAsync(
        ICollection<UnreadableRecord> unreadable, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var live = new LiveIterations(await open.ReadEveryAsync(cancellationToken).ConfigureAwait(false));
        var before = await clock.OlderThanAsync(options.Jobs, cancellationToken).ConfigureAwait(false);
        foreach (var config in GameConfig.All)
        {
            // Ids count iterations, so jobs come in the order of time: behind one that is young nobody needs to look.
            var jobs = aggregates.ListAsync<JobState>(AggregateKey.Job(config.Name).Value + "-", unreadable, cancellationToken)
                .TakeWhile(job => job.State.LeaseUntil < before && !live.Holds(job.Key));
            await foreach (var job in jobs.ConfigureAwait(false))
            {
                yield return job;
            }
        }
    }

    /// <summary>Deletes what is found, one by one. A daemon's work: what is gone is gone, and the next run finds the rest.</summary>
    public async Task<string> SweepAsync(CancellationToken cancellationToken)
    {
        if (!options.Enabled)
        {
            return RetentionMetrics.SwitchedOff;
        }

        var (count, left, unreadable) = (0, 0, new List<UnreadableRecord>());
        await foreach (var job in FindAsync(unreadable, cancellationToken).ConfigureAwait(false))
        {
            if (await aggregates.DeleteAsync(job, cancellationToken).ConfigureAwait(false))
            {
                metrics.Deleted(What, 1, bytes: 0);
                count++;
            }
            else
            {
                left++;
            }
        }

        LogDeleted(count, options.Jobs, left);
        return $"{count} jobs deleted, {left} left because they changed or have events to publish"
            + (unreadable.Count == 0 ? string.Empty : $", {unreadable.Count} left because they cannot be read: {unreadable[0]}");
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "{Count} jobs claimed last more than {Age} ago are deleted; {Left} changed or have events to publish")]
    private partial void LogDeleted(int count, TimeSpan age, int left);
}
