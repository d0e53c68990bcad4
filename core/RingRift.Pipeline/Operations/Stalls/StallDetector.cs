using System.Globalization;
using Microsoft.Extensions.Logging;
using RingRift.Eventing.Aggregates;
using RingRift.Eventing.Events;
using RingRift.Eventing.Handling;
using RingRift.Eventing.Transactions;
using RingRift.Game;
using RingRift.Pipeline.Holds;
using RingRift.Pipeline.Iterations;
using RingRift.Pipeline.Jobs;
using RingRift.Pipeline.Learner;
using RingRift.Pipeline.Operations.Reconciliation;

namespace RingRift.Pipeline.Operations.Stalls;

/// <summary>Looks whether every config gets further, by the open iteration that has stood longest; a daemon's work.</summary>
public sealed partial class StallDetector(
    OpenIterations open, IProgressBoard board, StallPolicy policy, PipelineHolds holds, AggregateChange change, TimeProvider time, ILogger<StallDetector> logger)
{
    /// <summary>Looks once at every config.</summary>
    public async Task<string> LookAsync(CancellationToken cancellationToken)
    {
        var stalled = 0;
        var states = (await open.ReadAsync(cancellationToken).ConfigureAwait(false))
            .GroupBy(state => state.Config, StringComparer.Ordinal)
            .ToDictionary(config => config.Key, config => config.MinBy(state => state.LastProgress(time.GetUtcNow()))!, StringComparer.Ordinal);
        await EachApart.RunAsync(
            GameConfig.All.Select(config => config.Name),
            async config => stalled += states.TryGetValue(config, out var state)
                ? await LookAsync(state, cancellationToken).ConfigureAwait(false) ? 1 : 0
                : await LookAtNothingAsync(config, cancellationToken).ConfigureAwait(false) ? 1 : 0).ConfigureAwait(false);
        return $"{states.Count} configs, {stalled} newly stalled";
    }

    private async Task<bool> LookAsync(IterationState state, CancellationToken cancellationToken)
    {
        var mark = await MarkAsync(state, cancellationToken).ConfigureAwait(false);
        var mayStand = await holds.WhyNoJobsAsync(state.Config, cancellationToken).ConfigureAwait(false) is not null;
        return await LookAsync(
            state.Config, _ => new ProgressState(state.Config, state.Iteration, state.Stage, mark, time.GetUtcNow(), mayStand), cancellationToken)
            .ConfigureAwait(false);
    }

    /// <summary>A stall that was told is over where nothing is open any more.</summary>
    private Task<bool> LookAtNothingAsync(string config, CancellationToken cancellationToken) => LookAsync(
        config,
        before => before is { Stalled: true }
            ? before with { Mark = "nothing is open", Since = time.GetUtcNow(), MayStand = true, Stalled = false }
            : null,
        cancellationToken);

    private async Task<bool> LookAsync(string config, Func<ProgressState?, ProgressState?> see, CancellationToken cancellationToken)
    {
        var key = AggregateKey.Progress(config);
        var told = false;
        var now = await change.CommitAsync<ProgressState>(
            key,
            before =>
            {
                var decision = see(before) is { } seen ? policy.Look(before, seen) : null;
                told = decision?.Events.Count > 0;
                return decision;
            },
            cancellationToken).ConfigureAwait(false);
        if (!told)
        {
            return false;
        }

        LogTold(config, now!.Iteration, IterationStages.NameOf(now.Stage), now.Stalled ? "stalled" : "recovered");
        await change.PublishAsync(key, cancellationToken).ConfigureAwait(false);
        return now.Stalled;
    }

    /// <summary>Progress within a stage shows in what its jobs have done.</summary>
    private async Task<string> MarkAsync(IterationState state, CancellationToken cancellationToken)
    {
        var jobs = await board.ListAsync(state.Config, state.Iteration, unreadable: null, cancellationToken).ConfigureAwait(false);
        return string.Create(CultureInfo.InvariantCulture, $"{ResendPolicy.MarkOf(state)}.{jobs.Sum(job => job.Done)}");
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Config} iteration {Iteration} at {Stage}: {Change}")]
    private partial void LogTold(string config, int iteration, string stage, string change);
}
