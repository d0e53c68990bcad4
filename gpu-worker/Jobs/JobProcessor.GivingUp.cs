using RingRift.Azure.Events;
using RingRift.Eventing.Aggregates;
using RingRift.Eventing.Contracts;
using RingRift.Eventing.DeadLetters;
using RingRift.Pipeline.Jobs;

namespace RingRift.GpuWorker.Jobs;

public sealed partial class JobProcessor
{
    private async Task<JobEnd> DeadLetterAsync(IJobKind kind, IJobMessage message, string reason, CancellationToken cancellationToken)
    {
        LogNoJob(kind.Queue, reason);
        await KeepDeadLetterAsync(kind, message, reason, occurrence: null, cancellationToken);
        await message.CompleteAsync(cancellationToken);
        return new JobEnd(JobResult.DeadLettered, reason);
    }

    private Task KeepDeadLetterAsync(
        IJobKind kind, IJobMessage message, string reason, string? occurrence, CancellationToken cancellationToken) =>
        deadLetters.AddAsync(
            DeadLetterBody.ToLetter(message.Body, DeadLetterOrigin.Handler, kind.Queue, reason, time.GetUtcNow(), occurrence),
            cancellationToken);

    /// <summary>
    /// Keeps the letter of a job before its end is committed: a crash between the two tries the job once more, the other way round it would
    /// be lost.
    /// </summary>
    private Task KeepFailedJobAsync(
        IJobKind kind, IJobMessage message, JobState state, string reason, CancellationToken cancellationToken) =>
        KeepDeadLetterAsync(kind, message, reason, $"attempt {state.Attempt}", cancellationToken);

    /// <summary>Gives up a job that was claimed too often without ever ending: it may be what kills its workers.</summary>
    private async Task<JobEnd> GiveUpUnclaimedAsync(
        IJobKind kind, IJobMessage message, JobOrder order, Aggregate<JobState> stored, CancellationToken cancellationToken)
    {
        var claims = stored.State.Attempt - stored.State.ForgivenAttempts;
        var reason = EventSize.CutReason($"{claims} claims ended without a result, the last error being: {stored.State.Error ?? "none"}");
        await KeepFailedJobAsync(kind, message, stored.State, reason, cancellationToken);
        var version = stored.Version + 1;
        var outcome = await aggregates.CommitAsync(
            new Commit<JobState>
            {
                Key = order.Key,
                State = stored.State with { Status = JobStatus.Failed, Error = reason },
                Token = stored.Token,
                Version = version,
                InboxId = null,
                Outbox = order.GivenUp is { } told
                    ? [events.Create(told(stored.State.Attempt, reason), order.Key, version, 0, order.Envelope)]
                    : [],
            }.KeepingSent(),
            cancellationToken);
        if (outcome != CommitOutcome.Committed)
        {
            await message.ReleaseAsync(_options.RenewEvery, cancellationToken);
            return JobResult.Busy;
        }

        await PublishAsync(message, order, cancellationToken);
        return new JobEnd(JobResult.Failed, reason);
    }
}
