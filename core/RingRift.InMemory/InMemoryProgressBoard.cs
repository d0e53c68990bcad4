using System.Collections.Concurrent;
using RingRift.Eventing.Records;
using RingRift.Pipeline.Jobs;

namespace RingRift.InMemory;

/// <summary>The progress board in memory.</summary>
public sealed class InMemoryProgressBoard(FaultInjector faults) : IProgressBoard
{
    private readonly ConcurrentDictionary<(string Config, int Iteration, string JobId), JobProgress> _newest = new();

    /// <inheritdoc/>
    public Task ReportAsync(JobProgress progress, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(progress);
        _newest[(progress.Config, progress.Iteration, progress.JobId)] = progress;
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public Task<IReadOnlyList<JobProgress>> ListAsync(
        string config, int iteration, ICollection<UnreadableRecord>? unreadable, CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyList<JobProgress>>(
            [.. _newest.Values.Where(
                job => job.Config == config && job.Iteration == iteration).OrderBy(job => job.JobId, StringComparer.Ordinal)]);

    /// <inheritdoc/>
    public IAsyncEnumerable<JobProgress> ListBeforeAsync(DateTimeOffset before, CancellationToken cancellationToken) =>
        _newest.Values.Where(job => job.Time < before).ToAsyncEnumerable();

    /// <inheritdoc/>
    public Task ForgetAsync(IReadOnlyList<JobProgress> jobs, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(jobs);
        faults.Pass(FaultPoint.BeforeRetention);
        foreach (var job in jobs)
        {
            _newest.TryRemove((job.Config, job.Iteration, job.JobId), out _);
        }

        faults.Pass(FaultPoint.AfterRetention);
        return Task.CompletedTask;
    }
}
