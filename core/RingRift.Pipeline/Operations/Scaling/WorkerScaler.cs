using Microsoft.Extensions.Logging;
using RingRift.Eventing.Aggregates;
using RingRift.Eventing.Handling;
using RingRift.Eventing.Transactions;
using RingRift.Pipeline.Learner;
using RingRift.Pipeline.Operations.Queues;

namespace RingRift.Pipeline.Operations.Scaling;

/// <summary>
/// Looks at queues and workers, decides and carries it out; a daemon's work. The decision is committed before it is carried out: what a crash or a
/// refusal leaves undone is seen and decided again by the next look.
/// </summary>
public sealed partial class WorkerScaler(
    IEnumerable<IWorkerPool> pools, IQueueDepths depths, OpenIterations iterations, ScaleRound round, AggregateChange change, ScalerMetrics metrics,
    TimeProvider time, ILogger<WorkerScaler> logger)
{
    private readonly IReadOnlyDictionary<WorkKind, IWorkerPool> _pools = pools.ToDictionary(pool => pool.Kind);

    /// <summary>Looks once.</summary>
    /// <returns>What was decided, in words.</returns>
    /// <exception cref="AggregateException">Some workers could not be read or changed; the others were.</exception>
    public async Task<string> LookAsync(CancellationToken cancellationToken)
    {
        if (_pools.Count == 0)
        {
            return "off: no scale set is configured";
        }

        var faults = new List<Exception>();
        var readings = new Dictionary<WorkKind, PoolReading?>();
        foreach (var pool in _pools.Values)
        {
            readings.Add(pool.Kind, await TryReadAsync(pool, faults, cancellationToken).ConfigureAwait(false));
        }

        var decision = new Decision<ScalerState>.Accept(null!);
        var state = (await change.CommitAsync<ScalerState>(
            AggregateKey.Scaler(), before => decision = round.Decide(before, readings, time.GetUtcNow()), cancellationToken).ConfigureAwait(false))!;
        metrics.Set(state);
        foreach (var pool in state.Pools)
        {
            await TryApplyAsync(pool, faults, cancellationToken).ConfigureAwait(false);
        }

        if (decision.Events.Count > 0)
        {
            await change.PublishAsync(AggregateKey.Scaler(), cancellationToken).ConfigureAwait(false);
        }

        return faults.Count == 0
            ? string.Join(", ", state.Pools.Select(pool => $"{WorkKinds.NameOf(pool.Kind)}: {pool.Wanted} workers ({pool.Verdict})"))
            : throw new AggregateException(faults);
    }

    private async Task<PoolReading?> TryReadAsync(IWorkerPool pool, List<Exception> faults, CancellationToken cancellationToken)
    {
        try
        {
            var workers = await pool.ReadAsync(cancellationToken).ConfigureAwait(false);
            var load = await depths.ReadLoadAsync(WorkKinds.QueueOf(pool.Kind), workers, cancellationToken).ConfigureAwait(false);
            var newest = await iterations.ReadAsync(cancellationToken).ConfigureAwait(false);
            return new PoolReading(pool.Kind, workers, load, JobTimes.Mean(pool.Kind, newest));
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            LogNotRead(e, pool.Kind);
            faults.Add(e);
            return null;
        }
    }

    private async Task TryApplyAsync(PoolState decided, List<Exception> faults, CancellationToken cancellationToken)
    {
        var reason = string.Join("; ", decided.Reasons);
        try
        {
            if (decided is { Verdict: ScaleVerdict.Stop, Workers: > 0 })
            {
                LogStopped(decided.Kind, decided.Workers, reason);
                await _pools[decided.Kind].StopAsync(cancellationToken).ConfigureAwait(false);
            }
            else if (decided.Verdict is ScaleVerdict.Out or ScaleVerdict.In)
            {
                LogScaled(decided.Kind, decided.Workers, decided.Wanted, reason);
                await _pools[decided.Kind].SetAsync(decided.Wanted, cancellationToken).ConfigureAwait(false);
            }
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            LogNotScaled(e, decided.Kind, decided.Wanted);
            faults.Add(e);
        }
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "{Kind} workers: {From} -> {To}: {Reason}")]
    private partial void LogScaled(WorkKind kind, int from, int to, string reason);

    [LoggerMessage(Level = LogLevel.Error, Message = "{Kind} workers: all {Workers} are stopped: {Reason}")]
    private partial void LogStopped(WorkKind kind, int workers, string reason);

    [LoggerMessage(Level = LogLevel.Error, Message = "{Kind} workers or their queue could not be read")]
    private partial void LogNotRead(Exception error, WorkKind kind);

    [LoggerMessage(Level = LogLevel.Error, Message = "{Kind} workers could not be set to {Wanted}; the next look tries again")]
    private partial void LogNotScaled(Exception error, WorkKind kind, int wanted);
}
