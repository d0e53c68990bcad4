using System.Security.Cryptography;
using System.Text;
using RingRift.Pipeline.Aggregates;
using RingRift.Pipeline.DeadLetters;
using RingRift.Pipeline.Jobs;

namespace RingRift.GpuWorker.Jobs;

public sealed partial class JobProcessor
{
    private async Task<JobResult> DeadLetterAsync(IJobKind kind, IJobMessage message, string reason, CancellationToken cancellationToken)
    {
        LogNoJob(kind.Queue, reason);
        await KeepDeadLetterAsync(kind, message, reason, cancellationToken);
        await message.CompleteAsync(cancellationToken);
        return JobResult.DeadLettered;
    }

    private Task KeepDeadLetterAsync(IJobKind kind, IJobMessage message, string reason, CancellationToken cancellationToken)
    {
        var id = message.Event?.Id ?? Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(message.Body)))[..32];
        return deadLetters.AddAsync(new DeadLetter(id, kind.Queue, reason, message.Body, time.GetUtcNow()), cancellationToken);
    }

    /// <summary>Gives up a job that was claimed too often without ever ending: it may be what kills its workers.</summary>
    private async Task<JobResult> GiveUpUnclaimedAsync(
        IJobKind kind, IJobMessage message, JobOrder order, Aggregate<JobState> stored, CancellationToken cancellationToken)
    {
        var reason = $"{stored.State.Attempt} claims ended without a result, the last error being: {stored.State.Error ?? "none"}";
        var version = stored.Version + 1;
        var outcome = await aggregates.CommitAsync(
            new Commit<JobState>
            {
                Key = order.Key,
                State = stored.State with { Status = JobStatus.Failed, Error = reason },
                Token = stored.Token,
                Version = version,
                InboxId = null,
                Outbox = order.GivenUp is { } told ? [events.Create(told(reason), order.Key, version, 0, order.Envelope)] : [],
            }.KeepingSent(),
            cancellationToken);
        if (outcome != CommitOutcome.Committed)
        {
            await message.ReleaseAsync(_options.RenewEvery, cancellationToken);
            return JobResult.Busy;
        }

        await KeepDeadLetterAsync(kind, message, reason, cancellationToken);
        await PublishAsync(message, order, cancellationToken);
        return JobResult.Failed;
    }
}
