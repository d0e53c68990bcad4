using Microsoft.Extensions.Logging;
using RingRift.Eventing.Aggregates;
using RingRift.Eventing.Transactions;
using RingRift.Pipeline.Holds;

namespace RingRift.Pipeline.Operations.Queues;

/// <summary>Measures the queues; a daemon's work.</summary>
public sealed partial class QueueWatch(
    IQueueDepths depths, IQueueAges ages, QueueMetrics metrics, BackPressurePolicy policy, AggregateChange change, TimeProvider time,
    ILogger<QueueWatch> logger)
{
    /// <summary>Measures once and keeps the pressure.</summary>
    public async Task<string> MeasureAsync(CancellationToken cancellationToken)
    {
        var measured = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var queue in BackPressureOptions.Queues)
        {
            measured.Add(queue, await depths.ReadAsync(queue, cancellationToken).ConfigureAwait(false));
        }

        metrics.Set(await AgesAsync(cancellationToken).ConfigureAwait(false));

        var told = false;
        var state = await change.CommitAsync<BackPressureState>(
            AggregateKey.BackPressure(),
            before =>
            {
                var decision = policy.Measure(before, measured, time.GetUtcNow());
                told = decision.Events.Count > 0;
                return decision;
            },
            cancellationToken).ConfigureAwait(false);
        if (told)
        {
            LogChanged(
                string.Join(", ", state!.Queues.Where(queue => queue.Since is not null).Select(queue => $"{queue.Queue} {queue.Depth}")));
            await change.PublishAsync(AggregateKey.BackPressure(), cancellationToken).ConfigureAwait(false);
        }

        return $"{measured.Values.Sum()} messages wait in {measured.Count} queues";
    }

    private async Task<Dictionary<string, TimeSpan>> AgesAsync(CancellationToken cancellationToken)
    {
        var waited = new Dictionary<string, TimeSpan>(StringComparer.Ordinal);
        foreach (var queue in BackPressureOptions.Queues)
        {
            // Clocks differ: a message may seem to come from the future.
            var age = time.GetUtcNow() - await ages.OldestAsync(queue, cancellationToken).ConfigureAwait(false);
            waited.Add(queue, age > TimeSpan.Zero ? age.Value : TimeSpan.Zero);
        }

        return waited;
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "back-pressure changed; under pressure now: [{Queues}]")]
    private partial void LogChanged(string queues);
}
