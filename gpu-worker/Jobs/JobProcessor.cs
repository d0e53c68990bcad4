using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using RingRift.Pipeline.Aggregates;
using RingRift.Pipeline.DeadLetters;
using RingRift.Pipeline.Handling;
using RingRift.Pipeline.Jobs;

namespace RingRift.GpuWorker.Jobs;

/// <summary>
/// Takes one job message from claim to end. A job is done once: its result, its state and its event are one commit, and a message delivered again finds it.
/// </summary>
public sealed partial class JobProcessor(
    IAggregateStore aggregates, OutboxDispatcher dispatcher, EventFactory events, IDeadLetterStore deadLetters, TimeProvider time,
    IOptions<WorkerOptions> options, WorkerIdentity worker, ILogger<JobProcessor> logger)
{
    private static readonly TimeSpan GoodbyeTime = TimeSpan.FromSeconds(10);
    private readonly WorkerOptions _options = options.Value;

    /// <summary>Processes a message.</summary>
    /// <param name="kind">The kind of its queue.</param>
    /// <param name="message">The message, hidden for at least the lease.</param>
    /// <param name="stopping">Fires when the worker is to stop; the job is then given back.</param>
    public async Task<JobResult> ProcessAsync(IJobKind kind, IJobMessage message, CancellationToken stopping)
    {
        JobOrder order;
        try
        {
            order = kind.Read(message.Event ?? throw new JobFormatException(message.FormatError ?? "the message is no event"));
        }
        catch (JobFormatException e)
        {
            return await DeadLetterAsync(kind, message, e.Message, stopping);
        }

        var (lease, refused) = await ClaimAsync(kind, message, order, stopping);
        if (lease is null)
        {
            return refused;
        }

        using (lease)
        {
            return await RunAsync(kind, message, lease, stopping);
        }
    }

    private async Task<(JobLease? Lease, JobResult Refused)> ClaimAsync(IJobKind kind, IJobMessage message, JobOrder order, CancellationToken stopping)
    {
        var stored = await aggregates.LoadAsync<JobState>(order.Key, stopping);
        var now = time.GetUtcNow();
        switch (stored?.State)
        {
            case { Status: not JobStatus.Running }:
                await dispatcher.DispatchAsync(order.Key, stopping);
                await message.CompleteAsync(stopping);
                return (null, JobResult.Duplicate);
            case { } held when held.LeaseUntil > now && held.Owner != worker.Name:
                await message.ReleaseAsync(held.LeaseUntil - now, stopping);
                return (null, JobResult.Busy);
            case { } worn when worn.Attempt >= _options.MaxAttempts:
                return (null, await GiveUpUnclaimedAsync(kind, message, order, stored!, stopping));
        }

        var state = Claimed(order, stored?.State, now);
        var version = (stored?.Version ?? 0) + 1;
        var outcome = await aggregates.CommitAsync(
            new Commit<JobState>
            {
                Key = order.Key,
                State = state,
                Token = stored?.Token,
                Version = version,
                InboxId = null,
                Outbox = order.Started is { } started ? [events.Create(started(state.Attempt), order.Key, version, 0, order.Envelope)] : [],
            },
            stopping);
        var claimed = outcome == CommitOutcome.Committed ? await aggregates.LoadAsync<JobState>(order.Key, stopping) : null;
        if (claimed is null || claimed.State.Attempt != state.Attempt || claimed.State.Owner != worker.Name)
        {
            await message.ReleaseAsync(_options.RenewEvery, stopping);
            return (null, JobResult.Busy);
        }

        LogClaimed(order.JobId, state.Attempt, state.CheckpointPosition);
        return (new JobLease(aggregates, events, time, _options.Lease, order, claimed), JobResult.Busy);
    }

    private JobState Claimed(JobOrder order, JobState? before, DateTimeOffset now) =>
        (before ?? new JobState { JobId = order.JobId, Status = JobStatus.Running, Owner = worker.Name, LeaseUntil = now, Attempt = 0 }) with
        {
            Status = JobStatus.Running,
            Owner = worker.Name,
            LeaseUntil = now + _options.Lease,
            Attempt = (before?.Attempt ?? 0) + 1,
        };

    private async Task<JobResult> RunAsync(IJobKind kind, IJobMessage message, JobLease lease, CancellationToken stopping)
    {
        using var cancel = CancellationTokenSource.CreateLinkedTokenSource(stopping, lease.Lost);
        using var endRenewal = new CancellationTokenSource();
        var renewal = KeepAsync(message, lease, endRenewal.Token);
        try
        {
            await AnnounceAsync(lease, cancel.Token);
            var result = await kind.RunAsync(lease.Order, lease, cancel.Token);
            await lease.EndAsync(JobStatus.Done, null, [result], CancellationToken.None);
            LogDone(lease.Order.JobId, lease.Attempt, lease.Seconds);
            await EndRenewalAsync(renewal, endRenewal);
            await PublishAsync(message, lease.Order, CancellationToken.None);
            return JobResult.Done;
        }
        catch (Exception e)
        {
            await EndRenewalAsync(renewal, endRenewal);
            return await AfterErrorAsync(kind, message, lease, e, stopping);
        }
    }

    private async Task<JobResult> AfterErrorAsync(IJobKind kind, IJobMessage message, JobLease lease, Exception error, CancellationToken stopping)
    {
        using var goodbye = new CancellationTokenSource(GoodbyeTime, time);
        try
        {
            switch (error)
            {
                case LeaseLostException:
                case OperationCanceledException when lease.Lost.IsCancellationRequested:
                    LogLost(lease.Order.JobId, lease.Attempt);
                    return JobResult.Lost;
                case OperationCanceledException when stopping.IsCancellationRequested:
                    await lease.ReleaseAsync(null, goodbye.Token);
                    await message.ReleaseAsync(TimeSpan.Zero, goodbye.Token);
                    LogReleased(lease.Order.JobId, lease.Attempt);
                    return JobResult.Released;
            }

            LogError(error, lease.Order.JobId, lease.Attempt);
            if ((await lease.RefreshAsync(goodbye.Token)).Status != JobStatus.Running)
            {
                // The end is committed and only its answer or its publishing failed: the result stands, and the next delivery publishes it.
                await message.ReleaseAsync(TimeSpan.FromSeconds(_options.RetrySeconds), goodbye.Token);
                return JobResult.Retried;
            }

            return await RetryOrGiveUpAsync(kind, message, lease, error, goodbye.Token);
        }
        catch (LeaseLostException)
        {
            LogLost(lease.Order.JobId, lease.Attempt);
            return JobResult.Lost;
        }
    }

    private async Task<JobResult> RetryOrGiveUpAsync(IJobKind kind, IJobMessage message, JobLease lease, Exception error, CancellationToken cancellationToken)
    {
        var failures = lease.State.Failures + 1;
        if (failures < _options.MaxFailures)
        {
            await lease.ReleaseAsync(error.Message, cancellationToken);
            await message.ReleaseAsync(TimeSpan.FromSeconds(_options.RetrySeconds * failures), cancellationToken);
            return JobResult.Retried;
        }

        var reason = $"{failures} attempts failed, the last with: {error.Message}";
        await lease.EndAsync(JobStatus.Failed, reason, lease.Order.GivenUp is { } told ? [told(reason)] : [], cancellationToken);
        await KeepDeadLetterAsync(kind, message, reason, cancellationToken);
        await PublishAsync(message, lease.Order, cancellationToken);
        return JobResult.Failed;
    }

    /// <summary>Publishes what the claim committed. Where that fails it waits in the outbox for the end of the job: no reason not to work.</summary>
    private async Task AnnounceAsync(JobLease lease, CancellationToken cancellationToken)
    {
        try
        {
            await dispatcher.DispatchAsync(lease.Order.Key, cancellationToken);
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            LogNotAnnounced(e, lease.Order.JobId, lease.Attempt);
        }
    }

    private async Task PublishAsync(IJobMessage message, JobOrder order, CancellationToken cancellationToken)
    {
        await dispatcher.DispatchAsync(order.Key, cancellationToken);
        await message.CompleteAsync(cancellationToken);
    }
}
