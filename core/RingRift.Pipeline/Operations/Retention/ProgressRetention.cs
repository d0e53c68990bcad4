using System.Runtime.CompilerServices;
using Microsoft.Extensions.Logging;
using RingRift.Eventing.Clocks;
using RingRift.Pipeline.Jobs;
using RingRift.Pipeline.Learner;

namespace RingRift.Pipeline.Operations.Retention;

/// <summary>Forgets the heartbeats of iterations that are over. Nothing is decided by a heartbeat, and people are shown those of the newest iterations.</summary>
public sealed partial class ProgressRetention(
    IProgressBoard board, OpenIterations open, RetentionOptions options, RetentionMetrics metrics, RetentionClock clock, ILogger<ProgressRetention> logger)
{
    /// <summary>Heartbeats, in reports and metrics.</summary>
    public const string What = "progress";

    /// <summary>Heartbeats that are old enough and of no newest iteration.</summary>
    public async IAsyncEnumerable<JobProgress> FindAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var live = (await open.ReadEveryAsync(cancellationToken).ConfigureAwait(false)).Select(state => (state.Config, state.Iteration)).ToHashSet();
        await foreach (var job in board.ListBeforeAsync(await clock.OlderThanAsync(options.Progress, cancellationToken).ConfigureAwait(false), cancellationToken).ConfigureAwait(false))
        {
            if (!live.Contains((job.Config, job.Iteration)))
            {
                yield return job;
            }
        }
    }

    /// <summary>Deletes what is found. A daemon's work: what is gone is gone, and the next run finds the rest.</summary>
    public async Task<string> SweepAsync(CancellationToken cancellationToken)
    {
        if (!options.Enabled)
        {
            return RetentionMetrics.SwitchedOff;
        }

        var count = await BatchSweep.RunAsync(FindAsync(cancellationToken), board.ForgetAsync, What, metrics, cancellationToken).ConfigureAwait(false);
        LogForgotten(count, options.Progress);
        return $"{count} heartbeats forgotten";
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "{Count} heartbeats older than {Age} are forgotten")]
    private partial void LogForgotten(int count, TimeSpan age);
}
