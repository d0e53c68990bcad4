using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using RingRift.Eventing.Aggregates;
using RingRift.Eventing.Contracts;
using RingRift.Eventing.DeadLetters;
using RingRift.Eventing.Handling;
using RingRift.Eventing.Log;
using RingRift.Eventing.Transactions;
using RingRift.GpuWorker.Status;
using RingRift.Pipeline.Jobs;

namespace RingRift.GpuWorker.Jobs;

/// <summary>
/// Takes one job message from claim to end. A job is done once: its result, its state and its event are one commit, and a message delivered
/// again finds it.
/// </summary>
public sealed partial class JobProcessor(
    IAggregateStore aggregates, OutboxDispatcher dispatcher, EventFactory events, IDeadLetterStore deadLetters, DeliveryObserver deliveries,
    TimeProvider time, IOptions<WorkerOptions> options, WorkerIdentity worker, WorkerStatus status, ILogger<JobProcessor> logger)
{
    private readonly WorkerOptions _options = options.Value;

    /// <summary>Processes a message.</summary>
    /// <param name="kind">The kind of its queue.</param>
    /// <param name="message">The message, hidden for at least the lease.</param>
    /// <param name="stopping">Fires when the worker is to stop; the job is then given back.</param>
    public async Task<JobResult> ProcessAsync(IJobKind kind, IJobMessage message, CancellationToken stopping)
    {
        // A message that is no event has nothing to be observed under.
        var end = message.Event is { } envelope
            ? await deliveries.ObserveAsync(
                kind.Queue, envelope, () => ProcessUntilStoppedAsync(kind, message, stopping), end => end.Delivery)
            : await ProcessUntilStoppedAsync(kind, message, stopping);
        return end.Result;
    }

    private async Task<JobEnd> ProcessUntilStoppedAsync(IJobKind kind, IJobMessage message, CancellationToken stopping)
    {
        try
        {
            return await ProcessOnceAsync(kind, message, stopping);
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            // Stopped before the job was claimed, or too slow in giving it back: the message is what is left to give.
            using var goodbye = new CancellationTokenSource(_options.GiveBack, time);
            await message.ReleaseAsync(TimeSpan.Zero, goodbye.Token);
            return JobResult.Released;
        }
    }

    private async Task<JobEnd> ProcessOnceAsync(IJobKind kind, IJobMessage message, CancellationToken stopping)
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

        var stored = await aggregates.LoadAsync<JobState>(order.Key, stopping);
        return stored is not null && await RefuseAsync(kind, message, order, stored, stopping) is { } refused
            ? refused
            : await ClaimAndRunAsync(kind, message, order, stored, stopping);
    }

    private async Task<JobEnd> ClaimAndRunAsync(
        IJobKind kind, IJobMessage message, JobOrder order, Aggregate<JobState>? stored, CancellationToken stopping)
    {
        // A claim that was cut short may be stored all the same, and would then hold the job for a whole lease.
        stopping.ThrowIfCancellationRequested();
        using var lease = await ClaimAsync(order, stored, CancellationToken.None);
        if (lease is not null)
        {
            return await RunAsync(kind, message, lease, stopping);
        }

        await message.ReleaseAsync(_options.RenewEvery, CancellationToken.None);
        return JobResult.Busy;
    }

    private async Task<JobEnd> RunAsync(IJobKind kind, IJobMessage message, JobLease lease, CancellationToken stopping)
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

    private async Task<JobEnd> AfterErrorAsync(
        IJobKind kind, IJobMessage message, JobLease lease, Exception error, CancellationToken stopping)
    {
        using var goodbye = new CancellationTokenSource(_options.GiveBack, time);
        try
        {
            return error switch
            {
                LeaseLostException => throw error,
                OperationCanceledException when lease.Lost.IsCancellationRequested =>
                    throw new LeaseLostException(lease.Order.Key, lease.Attempt),
                OperationCanceledException when stopping.IsCancellationRequested => await GiveBackAsync(message, lease, goodbye.Token),
                _ => await AfterFailureAsync(kind, message, lease, error, goodbye.Token),
            };
        }
        catch (LeaseLostException)
        {
            LogLost(lease.Order.JobId, lease.Attempt);
            return JobResult.Lost;
        }
    }

    private async Task<JobResult> GiveBackAsync(IJobMessage message, JobLease lease, CancellationToken cancellationToken)
    {
        await lease.ReleaseAsync(null, cancellationToken);
        await message.ReleaseAsync(TimeSpan.Zero, cancellationToken);
        LogReleased(lease.Order.JobId, lease.Attempt);
        return JobResult.Released;
    }

    private async Task<JobEnd> AfterFailureAsync(
        IJobKind kind, IJobMessage message, JobLease lease, Exception error, CancellationToken cancellationToken)
    {
        LogError(error, lease.Order.JobId, lease.Attempt);
        if ((await lease.RefreshAsync(cancellationToken)).Status == JobStatus.Running)
        {
            return await RetryOrGiveUpAsync(kind, message, lease, error, cancellationToken);
        }

        // The end is committed and only its answer or its publishing failed: the result stands, and the next delivery publishes it.
        await message.ReleaseAsync(TimeSpan.FromSeconds(_options.RetrySeconds), cancellationToken);
        return new JobEnd(JobResult.Retried, $"committed, not published: {error.Message}");
    }

    private async Task<JobEnd> RetryOrGiveUpAsync(
        IJobKind kind, IJobMessage message, JobLease lease, Exception error, CancellationToken cancellationToken)
    {
        var failures = lease.State.Failures + 1;
        if (failures < _options.MaxFailures)
        {
            await lease.ReleaseAsync(error.Message, cancellationToken);
            await message.ReleaseAsync(TimeSpan.FromSeconds(_options.RetrySeconds * failures), cancellationToken);
            return new JobEnd(JobResult.Retried, error.Message);
        }

        var reason = EventSize.CutReason($"{failures} attempts failed, the last with: {error.Message}");
        await KeepFailedJobAsync(kind, message, lease.State, reason, cancellationToken);
        await lease.EndAsync(
            JobStatus.Failed, reason, lease.Order.GivenUp is { } told ? [told(lease.Attempt, reason)] : [], cancellationToken);
        await PublishAsync(message, lease.Order, cancellationToken);
        return new JobEnd(JobResult.Failed, reason);
    }

    /// <summary>
    /// Publishes what the claim committed. Where that fails it waits in the outbox for the end of the job: no reason not to work.
    /// </summary>
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
