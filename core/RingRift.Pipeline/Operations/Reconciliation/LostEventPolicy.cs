using RingRift.Eventing.Envelope;
using RingRift.Eventing.Events;
using RingRift.Pipeline.Iterations;
using RingRift.Pipeline.Jobs;

namespace RingRift.Pipeline.Operations.Reconciliation;

/// <summary>
/// Which events an iteration without progress waits for (K12). One policy for each stage: what is over and was never counted is told again; what
/// was asked for and nobody has begun is asked for again, unless somebody still works on that stage, for then the rest may simply wait its turn.
/// </summary>
public static class LostEventPolicy
{
    /// <summary>The events to send again, as they were first sent; empty when somebody works.</summary>
    /// <param name="state">The newest iteration of a config.</param>
    /// <param name="jobs">Its jobs, by id.</param>
    /// <param name="now">The time leases are held against.</param>
    public static IReadOnlyList<EventEnvelope> Find(IterationState state, IReadOnlyDictionary<string, JobState> jobs, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(state);
        ArgumentNullException.ThrowIfNull(jobs);
        return state.Stage switch
        {
            IterationStage.SelfPlay => OfJobs(state, jobs, Shards(state), now),
            IterationStage.Training => OfJobs(state, jobs, [state.Training!.JobId], now),
            IterationStage.Evaluation => OfJobs(state, jobs, Chunks(state), now),
            IterationStage.Finished => Succession(state),
            _ => state.Sent,
        };
    }

    /// <summary>The job an event asks for or tells of; null when it names none.</summary>
    internal static string? JobOf(EventEnvelope envelope) => envelope.Data.TryGetProperty("jobId", out var job) ? job.GetString() : null;

    private static string[] Shards(IterationState state) =>
        [.. state.MissingShards().Select(shard => JobIds.SelfPlay(state.Config, state.Iteration, shard))];

    private static string[] Chunks(IterationState state) =>
        [.. state.Evaluation!.Matches.Where(match => !match.IsSettled()).Select(match => match.JobId)];

    private static IReadOnlyList<EventEnvelope> OfJobs(
        IterationState state, IReadOnlyDictionary<string, JobState> jobs, string[] missing, DateTimeOffset now)
    {
        var ended = missing.Where(id => jobs.TryGetValue(id, out var job) && job.Status != JobStatus.Running).ToArray();
        var results = ended.SelectMany(id => jobs[id].Sent);
        var works = missing.Any(id => jobs.TryGetValue(id, out var job) && job.Status == JobStatus.Running && job.IsHeld(now));
        var open = missing.Except(ended).ToHashSet(StringComparer.Ordinal);
        var requests = works ? [] : state.Sent.Where(sent => JobOf(sent) is { } id && open.Contains(id));
        return [.. results, .. requests];
    }

    /// <summary>An end with a candidate was told by an event; an end without one follows from the event that caused it.</summary>
    private static IReadOnlyList<EventEnvelope> Succession(IterationState state) =>
        state.IsFailure() && state.EndedBy is { } cause ? [cause] : state.Sent;
}
