using RingRift.Pipeline.Aggregates;
using RingRift.Pipeline.Iterations;

namespace RingRift.Pipeline.Jobs;

/// <summary>Reads jobs.</summary>
public sealed class JobStore(IAggregateStore aggregates)
{
    /// <summary>The jobs of an iteration that anybody ever took, by id.</summary>
    public async Task<IReadOnlyDictionary<string, JobState>> OfIterationAsync(string config, int iteration, CancellationToken cancellationToken) =>
        await aggregates.ListAsync<JobState>(AggregateKey.Job(JobIds.Of(config, iteration)).Value, cancellationToken)
            .ToDictionaryAsync(job => job.State.JobId, job => job.State, StringComparer.Ordinal, cancellationToken).ConfigureAwait(false);
}
