using RingRift.Eventing.Aggregates;
using RingRift.Eventing.Envelope;
using RingRift.Eventing.Events;
using RingRift.Eventing.Handling;
using RingRift.Eventing.Log;
using RingRift.Eventing.Records;
using RingRift.Pipeline.Iterations;
using RingRift.Pipeline.Jobs;

namespace RingRift.Pipeline.Operations.Reconciliation;

/// <summary>
/// Completes states that were stored before states kept their events: takes what they sent from the event log. Without a log they stay as
/// they are.
/// </summary>
/// <param name="log">The log; null where none is kept.</param>
public sealed class LoggedEvents(IEventLog? log)
{
    /// <summary>An iteration and its jobs with the events they sent.</summary>
    public async Task<(IterationState State, IReadOnlyDictionary<string, JobState> Jobs)> CompleteAsync(
        IterationState state, IReadOnlyDictionary<string, JobState> jobs, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(state);
        ArgumentNullException.ThrowIfNull(jobs);
        if (log is null || state.Sent.Count > 0 && jobs.Values.All(IsComplete))
        {
            return (state, jobs);
        }

        var logged = new List<EventEnvelope>();
        await foreach (var entry in log.OfCorrelationAsync(
            EventFactory.CorrelationOf(state.Config, state.Iteration), cancellationToken).ConfigureAwait(false))
        {
            logged.Add(entry.Event);
        }

        return (Complete(state, logged.Where(sent => Awaited(state).Contains(sent.Type))), jobs.ToDictionary(
            pair => pair.Key,
            pair => IsComplete(pair.Value)
                ? pair.Value
                : Complete(pair.Value, logged.Where(sent => IsResult(sent) && LostEventPolicy.JobOf(sent) == pair.Key))));
    }

    private static bool IsComplete(JobState job) => job.Status == JobStatus.Running || job.Sent.Count > 0;

    private static TState Complete<TState>(TState state, IEnumerable<EventEnvelope> logged)
        where TState : StoredRecord, IResendable<TState> => state.Sent.Count > 0 ? state : state.KeepingSent([.. logged]);

    private static bool IsResult(EventEnvelope sent) => sent.Type
        is DataEventType.SelfplayComplete or DataEventType.SelfplayFailed
        or DataEventType.TrainingCompleted or DataEventType.TrainingFailed
        or DataEventType.MatchCompleted;

    /// <summary>The events whose effects a stage waits for.</summary>
    private static DataEventType[] Awaited(IterationState state) => state.Stage switch
    {
        IterationStage.SelfPlay => [DataEventType.SelfplayRequested],
        IterationStage.Sync => [DataEventType.DataSyncTriggered],
        IterationStage.Export => [DataEventType.DataSyncCompleted],
        IterationStage.Gate => [DataEventType.NpzExportComplete],
        IterationStage.Training => [DataEventType.TrainingRequested],
        IterationStage.Evaluation => [DataEventType.MatchRequested],
        IterationStage.Promotion => [DataEventType.EvaluationCompleted],
        IterationStage.Distribution => [DataEventType.ModelPromoted],
        _ => [DataEventType.PromotionRejected, DataEventType.ModelDistributionComplete],
    };
}
