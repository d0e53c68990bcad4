using System.Collections.Concurrent;
using RingRift.Eventing.Records;
using RingRift.Pipeline.Jobs;

namespace RingRift.GpuWorker.Tests.Drain;

/// <summary>
/// A progress board that tells when a job is so far, and keeps every report. That job it holds there until it is cancelled, so that it
/// cannot end before.
/// </summary>
internal sealed class TrackedBoard(long enough = long.MaxValue) : IProgressBoard
{
    private readonly TaskCompletionSource _reached = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Ends when a job has done enough.</summary>
    public Task Reached => _reached.Task;

    public ConcurrentQueue<JobProgress> Reports { get; } = [];

    public async Task ReportAsync(JobProgress progress, CancellationToken cancellationToken)
    {
        Reports.Enqueue(progress);
        if (progress.Done >= enough)
        {
            _reached.TrySetResult();
            await Task.Delay(Timeout.Infinite, cancellationToken);
        }
    }

    public Task<IReadOnlyList<JobProgress>> ListAsync(
        string config, int iteration, ICollection<UnreadableRecord>? unreadable, CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyList<JobProgress>>([.. Reports]);

    public IAsyncEnumerable<JobProgress> ListBeforeAsync(DateTimeOffset before, CancellationToken cancellationToken) =>
        throw new NotSupportedException("workers delete no heartbeats");

    public Task ForgetAsync(IReadOnlyList<JobProgress> jobs, CancellationToken cancellationToken) =>
        throw new NotSupportedException("workers delete no heartbeats");
}
