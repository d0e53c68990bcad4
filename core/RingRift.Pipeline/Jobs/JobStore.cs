using RingRift.Eventing.Aggregates;
using RingRift.Eventing.Records;

namespace RingRift.Pipeline.Jobs;

/// <summary>Reads jobs.</summary>
public sealed class JobStore(IAggregateStore aggregates)
{
    /// <summary>The jobs of an iteration that anybody ever took, by id.</summary>
    /// <param name="config">Config name.</param>
    /// <param name="iteration">Iteration.</param>
    /// <param name="unreadable">Takes the ones that this version cannot read; null where one of them ends the reading.</param>
    /// <param name="cancellationToken">Stops reading.</param>
    /// <exception cref="UnreadableRecordException">One cannot be read, and there is nothing to note it in.</exception>
    public async Task<IReadOnlyDictionary<string, JobState>> OfIterationAsync(
        string config, int iteration, ICollection<UnreadableRecord>? unreadable, CancellationToken cancellationToken) =>
        await aggregates.ListAsync<JobState>(AggregateKey.Job(JobIds.Of(config, iteration)).Value, unreadable, cancellationToken)
            .ToDictionaryAsync(job => job.State.JobId, job => job.State, StringComparer.Ordinal, cancellationToken).ConfigureAwait(false);
}
