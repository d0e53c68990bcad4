using System.Text.Json;
using RingRift.Eventing.Aggregates;
using RingRift.Eventing.Recovery;

namespace RingRift.Pipeline.Jobs;

/// <summary>Lets a job that failed for good be claimed again, through its aggregate and under its token.</summary>
public sealed class JobRevival(IAggregateStore aggregates, TimeProvider time)
{
    /// <summary>Makes a failed job claimable: its failures and claims so far no longer count, its checkpoints stay. Other jobs stay as they are.</summary>
    /// <param name="body">The CloudEvent that asks for the job, as JSON.</param>
    /// <param name="cancellationToken">Stops before the commit.</param>
    /// <returns>Whether a failed job was found and changed.</returns>
    public async Task<bool> ReviveAsync(string body, CancellationToken cancellationToken)
    {
        if (JobIdOf(body) is not { } jobId)
        {
            return false;
        }

        for (var attempt = 1; attempt <= HandlerRetry.MaxCommits; attempt++)
        {
            var stored = await aggregates.LoadAsync<JobState>(AggregateKey.Job(jobId), cancellationToken);
            if (stored?.State.Status != JobStatus.Failed)
            {
                return false;
            }

            if (await aggregates.CommitAsync(Revived(stored), cancellationToken) == CommitOutcome.Committed)
            {
                return true;
            }
        }

        throw new IOException($"{HandlerRetry.Contended($"job {jobId}")}; try again");
    }

    /// <summary>The job a CloudEvent asks for; null when it asks for none.</summary>
    internal static string? JobIdOf(string body)
    {
        try
        {
            using var document = JsonDocument.Parse(body);
            return document.RootElement is { ValueKind: JsonValueKind.Object } root
                && root.TryGetProperty("data", out var data) && data.ValueKind == JsonValueKind.Object
                && data.TryGetProperty("jobId", out var job) && job.ValueKind == JsonValueKind.String
                ? job.GetString()
                : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private Commit<JobState> Revived(Aggregate<JobState> stored) => new()
    {
        Key = stored.Key,
        State = stored.State with
        {
            Status = JobStatus.Running,
            LeaseUntil = time.GetUtcNow(),
            Failures = 0,
            ForgivenAttempts = stored.State.Attempt,
        },
        Token = stored.Token,
        Version = stored.Version + 1,
        InboxId = null,
        Outbox = [],
    };
}
