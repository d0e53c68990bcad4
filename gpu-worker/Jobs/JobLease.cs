using RingRift.Eventing.Aggregates;
using RingRift.Eventing.Artifacts;
using RingRift.Eventing.Handling;
using RingRift.GpuWorker.Status;
using RingRift.Pipeline.Jobs;

namespace RingRift.GpuWorker.Jobs;

/// <summary>
/// The right to do a job, for as long as nobody claims it anew. <see cref="JobState.Attempt"/> is the fencing number: every commit goes
/// through the job's concurrency token, so an attempt that was overtaken cannot write any more (Kleppmann, "How to do distributed locking",
/// 2016).
/// </summary>
public sealed class JobLease : IDisposable
{
    private const int MaxConflicts = 5;
    private readonly IAggregateStore _aggregates;
    private readonly EventFactory _events;
    private readonly TimeProvider _time;
    private readonly TimeSpan _length;
    private readonly long _claimed;
    private readonly SemaphoreSlim _gate = new(1, 1);
    private readonly CancellationTokenSource _lost = new();
    private Aggregate<JobState> _held;

    internal JobLease(
        IAggregateStore aggregates, EventFactory events, TimeProvider time, TimeSpan length, JobOrder order, Aggregate<JobState> held)
    {
        (_aggregates, _events, _time, _length, _held) = (aggregates, events, time, length, held);
        (Order, Attempt, StartedAt, _claimed) = (order, held.State.Attempt, time.GetUtcNow(), time.GetTimestamp());
    }

    /// <summary>The job.</summary>
    public JobOrder Order { get; }

    /// <summary>Number of this claim, from 1.</summary>
    public int Attempt { get; }

    /// <summary>When it was claimed (UTC).</summary>
    public DateTimeOffset StartedAt { get; }

    /// <summary>State as last committed.</summary>
    public JobState State => _held.State;

    /// <summary>Where the job shows that it is alive; null where nobody looks.</summary>
    internal WorkerStatus? Status { get; init; }

    /// <summary>Seconds since the claim.</summary>
    public double Seconds => _time.GetElapsedTime(_claimed).TotalSeconds;

    /// <summary>Fires when another worker holds the job.</summary>
    public CancellationToken Lost => _lost.Token;

    /// <summary>Prolongs the lease.</summary>
    /// <exception cref="LeaseLostException">Another worker holds the job.</exception>
    public Task RenewAsync(CancellationToken cancellationToken) => CommitAsync(state => state, [], cancellationToken);

    /// <summary>Stores how far the job is, so that a later attempt goes on from there.</summary>
    /// <param name="checkpoints">Finished parts, all of them, in order.</param>
    /// <param name="position">How far they reach, in games or steps.</param>
    /// <param name="cancellationToken">Stops before the commit.</param>
    /// <exception cref="LeaseLostException">Another worker holds the job.</exception>
    public Task CheckpointAsync(IReadOnlyList<ArtifactRef> checkpoints, long position, CancellationToken cancellationToken) =>
        CommitAsync(state => state with { Checkpoints = checkpoints, CheckpointPosition = position }, [], cancellationToken);

    /// <summary>Stores the network that the job plays with instead of the one it was asked for with, so that every attempt plays with the same.</summary>
    /// <exception cref="LeaseLostException">Another worker holds the job.</exception>
    public Task PlayWithAsync(ArtifactRef? model, CancellationToken cancellationToken) =>
        CommitAsync(state => state with { Model = model }, [], cancellationToken);

    /// <summary>Commits the end of the job together with its event.</summary>
    /// <exception cref="LeaseLostException">Another worker holds the job.</exception>
    public Task EndAsync(JobStatus status, string? error, IReadOnlyList<EventDraft> events, CancellationToken cancellationToken) =>
        CommitAsync(state => state with { Status = status, Error = error }, events, cancellationToken);

    /// <summary>Gives the job back for another attempt.</summary>
    /// <param name="error">Why, when an error was the reason; null when the worker only stops.</param>
    /// <param name="cancellationToken">Stops before the commit.</param>
    /// <exception cref="LeaseLostException">Another worker holds the job.</exception>
    public Task ReleaseAsync(string? error, CancellationToken cancellationToken) => CommitAsync(
        state => error is null
            ? state with { GivenBack = state.GivenBack + 1 }
            : state with { Error = error, Failures = state.Failures + 1 },
        [],
        cancellationToken,
        release: true);

    /// <summary>Loads the state anew: after an error nobody knows what is stored.</summary>
    /// <exception cref="LeaseLostException">Another worker holds the job.</exception>
    public async Task<JobState> RefreshAsync(CancellationToken cancellationToken)
    {
        await _gate.WaitAsync(cancellationToken);
        try
        {
            await ReloadAsync(cancellationToken);
            return State;
        }
        finally
        {
            _gate.Release();
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _lost.Dispose(); // The gate holds no handle, and a renewal that just lost the lease may still pass it.

    private async Task CommitAsync(
        Func<JobState, JobState> change, IReadOnlyList<EventDraft> events, CancellationToken cancellationToken, bool release = false)
    {
        await _gate.WaitAsync(cancellationToken);
        try
        {
            var now = _time.GetUtcNow();
            var until = release ? now : now + _length;
            for (var conflicts = 0; conflicts < MaxConflicts; conflicts++)
            {
                if (_held.State.Status != JobStatus.Running)
                {
                    throw new InvalidOperationException(
                        $"{Order.Key}: the job has ended as {_held.State.Status}; nothing may change it any more");
                }

                if (await TryCommitAsync(change(_held.State) with { LeaseUntil = until, Renewed = now }, events, cancellationToken))
                {
                    return;
                }
            }

            throw new IOException($"{Order.Key}: {MaxConflicts} commits in a row met a conflict though attempt {Attempt} holds the lease");
        }
        finally
        {
            _gate.Release();
        }
    }

    private async Task<bool> TryCommitAsync(JobState wanted, IReadOnlyList<EventDraft> events, CancellationToken cancellationToken)
    {
        var version = _held.Version + 1;
        await _aggregates.CommitAsync(
            new Commit<JobState>
            {
                Key = Order.Key,
                State = wanted,
                Token = _held.Token,
                Version = version,
                InboxId = null,
                Outbox = [.. events.Select((draft, index) => _events.Create(draft, Order.Key, version, index, Order.Envelope))],
            }.KeepingSent(),
            cancellationToken);
        await ReloadAsync(cancellationToken);
        return State.Status == wanted.Status && State.LeaseUntil == wanted.LeaseUntil
            && State.CheckpointPosition == wanted.CheckpointPosition
                && State.Model == wanted.Model
                && State.Failures == wanted.Failures
                && State.GivenBack == wanted.GivenBack;
    }

    /// <summary>
    /// Loads what is stored: the new token after a commit, and the truth after a conflict, which may come from a commit of ours whose
    /// answer was lost.
    /// </summary>
    private async Task ReloadAsync(CancellationToken cancellationToken)
    {
        var stored = await _aggregates.LoadAsync<JobState>(Order.Key, cancellationToken);
        if (stored is null || stored.State.Attempt != Attempt || stored.State.Owner != _held.State.Owner)
        {
            await _lost.CancelAsync();
            throw new LeaseLostException(Order.Key, Attempt);
        }

        _held = stored;
    }
}
