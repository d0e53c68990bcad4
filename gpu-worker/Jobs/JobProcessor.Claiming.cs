using RingRift.Eventing.Aggregates;
using RingRift.Pipeline.Jobs;

namespace RingRift.GpuWorker.Jobs;

public sealed partial class JobProcessor
{
    /// <summary>Answers a message whose job cannot be claimed: it is over, held by another worker, or worn out. Null: it can.</summary>
    private async Task<JobEnd?> RefuseAsync(
        IJobKind kind, IJobMessage message, JobOrder order, Aggregate<JobState> stored, CancellationToken cancellationToken)
    {
        var (state, now) = (stored.State, time.GetUtcNow());
        if (state.Status != JobStatus.Running)
        {
            await PublishAsync(message, order, cancellationToken);
            return JobResult.Duplicate;
        }

        if (state.IsHeld(now) && state.Owner != worker.Name)
        {
            await message.ReleaseAsync(state.LeaseUntil - now, cancellationToken);
            return JobResult.Busy;
        }

        return state.Attempt - state.GivenBack - state.ForgivenAttempts >= _options.MaxAttempts
            ? await GiveUpUnclaimedAsync(kind, message, order, stored, cancellationToken)
            : null;
    }

    /// <summary>Claims a job; null when another worker was faster.</summary>
    private async Task<JobLease?> ClaimAsync(JobOrder order, Aggregate<JobState>? stored, CancellationToken cancellationToken)
    {
        var state = Claimed(order, stored?.State, time.GetUtcNow());
        var version = (stored?.Version ?? 0) + 1;
        await aggregates.CommitAsync(
            new Commit<JobState>
            {
                Key = order.Key,
                State = state,
                Token = stored?.Token,
                Version = version,
                InboxId = null,
                Outbox = order.Started is { } started ? [events.Create(started(state.Attempt), order.Key, version, 0, order.Envelope)] : [],
            },
            cancellationToken);

        // What is stored decides: it carries the new token, and a conflict may hide a commit of ours whose answer was lost.
        var claimed = await aggregates.LoadAsync<JobState>(order.Key, cancellationToken);
        if (claimed is null
            || claimed.State.Attempt != state.Attempt
            || claimed.State.Owner != worker.Name
            || claimed.State.LeaseUntil != state.LeaseUntil)
        {
            return null;
        }

        LogClaimed(order.JobId, state.Attempt, state.CheckpointPosition);
        return new JobLease(aggregates, events, time, _options.Lease, order, claimed) { Status = status };
    }

    private JobState Claimed(JobOrder order, JobState? before, DateTimeOffset now) =>
        (before
            ?? new JobState { JobId = order.JobId, Status = JobStatus.Running, Owner = worker.Name, LeaseUntil = now, Attempt = 0 }) with
        {
            Status = JobStatus.Running,
            Owner = worker.Name,
            LeaseUntil = now + _options.Lease,
            Renewed = now,
            Attempt = (before?.Attempt ?? 0) + 1,
        };
}
