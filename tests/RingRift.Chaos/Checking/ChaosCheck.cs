using Azure.Data.Tables;
using RingRift.Azure.Storage;
using RingRift.Chaos.Model;
using RingRift.Chaos.Running;
using RingRift.Eventing.Aggregates;
using RingRift.Eventing.Catalogue;
using RingRift.Eventing.DeadLetters;
using RingRift.Eventing.Envelope;
using RingRift.Eventing.Events;
using RingRift.Eventing.Log;
using RingRift.Pipeline.Champions.Pool;
using RingRift.Pipeline.Iterations;

namespace RingRift.Chaos.Checking;

/// <summary>
/// Compares what is stored with what the model says. A version counts the commits of an aggregate, an inbox the events that caused them,
/// the event log what followed from them: an effect that is missing or happened twice shows in all three.
/// </summary>
internal sealed class ChaosCheck(ChaosStack stack, ChaosModel model, SyncQueueReader syncs)
{
    private const int Parallel = 8;
    private const string InboxPrefix = "in.";
    private readonly ChaosFindings _findings = new();
    private readonly IAggregateStore _store = stack.Get<IAggregateStore>();

    public async Task<ChaosFindings> RunAsync(CancellationToken cancellationToken)
    {
        var options = new ParallelOptions { MaxDegreeOfParallelism = Parallel, CancellationToken = cancellationToken };
        await System.Threading.Tasks.Parallel.ForEachAsync(model.Iterations, options, CheckAsync);
        await CheckPoolsAsync(cancellationToken);
        foreach (var learner in model.Learners())
        {
            await new LearnerCheck(_store, model, learner.Config, _findings).RunAsync(cancellationToken);
        }

        await CheckLeftoversAsync(cancellationToken);
        return _findings;
    }

    private async ValueTask CheckAsync(ChaosIteration iteration, CancellationToken cancellationToken)
    {
        if (await _store.LoadAsync<IterationState>(iteration.Key, cancellationToken) is not { } stored)
        {
            _findings.Lost.Add($"{iteration.Key} is not there");
            return;
        }

        var inbox = await InboxAsync(iteration.Key, cancellationToken);
        CheckCommits(iteration, stored, inbox);
        lock (_findings)
        {
            _findings.Effects += inbox;
        }

        var logged = await LoggedAsync(iteration, cancellationToken);
        switch (iteration.Kind)
        {
            case IterationKind.Evaluated:
                CheckEvaluation(iteration, stored.State, logged);
                break;
            case IterationKind.Exported:
                CheckRows(iteration, stored.State, logged);
                break;
            default:
                CheckShards(iteration, stored.State, logged);
                break;
        }
    }

    /// <summary>Each commit has its event. The one that began an iteration has the event that made room for it, where there was one.</summary>
    private void CheckCommits(ChaosIteration iteration, Aggregate<IterationState> stored, int inbox)
    {
        var commits = stored.Version - 1;
        if (iteration.Kind != IterationKind.Exported)
        {
            _findings.Require($"{iteration.Key}: commits", iteration.Commits, commits);
        }

        var wanted = iteration.Kind == IterationKind.Begun ? Math.Clamp(inbox, commits, commits + 1) : commits;
        _findings.Require($"{iteration.Key}: events in the inbox", wanted, inbox);
    }

    /// <summary>Rows that joined the window, and the training and the candidate that came of some.</summary>
    private void CheckRows(ChaosIteration iteration, IterationState state, IReadOnlyCollection<EventEnvelope> logged)
    {
        var trained = state.Training is null ? 0 : 1;
        RequireStage(iteration, state, IterationStage.Finished);
        RequireLogged(iteration, logged, DataEventType.TrainingRequested, trained);
        RequireLogged(iteration, logged, DataEventType.TrainingCompleted, trained);
        RequireLogged(iteration, logged, DataEventType.ModelUpdated, trained);
        RequireLogged(iteration, logged, DataEventType.EvaluationCompleted, state.Outcome == IterationOutcome.Rejected ? 1 : 0);
        RequireLogged(iteration, logged, DataEventType.PromotionRejected, state.Outcome == IterationOutcome.Rejected ? 1 : 0);
        IterationOutcome[] outcomes = trained == 0 ? [IterationOutcome.Banked] : [IterationOutcome.Rejected, IterationOutcome.Unmeasured];
        if (state.Outcome is { } outcome && !outcomes.Contains(outcome))
        {
            _findings.Unexpected.Add($"{iteration.Key} ended as {outcome}: {state.OutcomeReason}");
        }
    }

    private void CheckShards(ChaosIteration iteration, IterationState state, IReadOnlyCollection<EventEnvelope> logged)
    {
        _findings.Require($"{iteration.Key}: shards", iteration.Jobs, state.Shards.Count);
        _findings.Require($"{iteration.Key}: distinct shards", iteration.Jobs, state.Shards.DistinctBy(shard => shard.Shard).Count());
        _findings.Require($"{iteration.Key}: games", iteration.Games, state.Shards.Sum(shard => (long)shard.Games));
        _findings.Require($"{iteration.Key}: DATA_SYNC_TRIGGERED in the queue", 1, syncs.IdsOf(iteration.Subject).Count);
        RequireLogged(iteration, logged, DataEventType.DataSyncTriggered, 1);
        RequireLogged(iteration, logged, DataEventType.SelfplayRequested, iteration.Kind == IterationKind.Begun ? iteration.Jobs : 0);
        RequireLogged(iteration, logged, DataEventType.SelfplayComplete, iteration.Kind == IterationKind.Collected ? 0 : iteration.Jobs);
        RequireStage(iteration, state, IterationStage.Sync);
    }

    private void CheckEvaluation(ChaosIteration iteration, IterationState state, IReadOnlyCollection<EventEnvelope> logged)
    {
        _findings.Require($"{iteration.Key}: chunks", iteration.Jobs, state.Evaluation!.Matches.Count(match => match.IsSettled()));
        _findings.Require($"{iteration.Key}: outcomes", 1, state.Outcome == IterationOutcome.Rejected ? 1 : 0);
        RequireLogged(iteration, logged, DataEventType.EvaluationCompleted, 1);
        RequireLogged(iteration, logged, DataEventType.PromotionRejected, 1);
        RequireStage(iteration, state, IterationStage.Finished);
    }

    private void RequireStage(ChaosIteration iteration, IterationState state, IterationStage stage)
    {
        if (state.Stage != stage)
        {
            _findings.Lost.Add($"{iteration.Key} is at {state.Stage}, not {stage}");
        }
    }

    private void RequireLogged(ChaosIteration iteration, IReadOnlyCollection<EventEnvelope> logged, DataEventType type, int wanted) =>
        _findings.Require(
            $"{iteration.Key}: distinct {type.CatalogueName()} published", wanted, logged.Count(envelope => envelope.Type == type));

    /// <summary>The pool of a config takes one commit for each evaluation.</summary>
    private async Task CheckPoolsAsync(CancellationToken cancellationToken)
    {
        foreach (var config in model.Iterations.GroupBy(iteration => iteration.Config))
        {
            var evaluated = 0;
            foreach (var iteration in config)
            {
                var stored = await _store.LoadAsync<IterationState>(iteration.Key, cancellationToken);
                evaluated += stored?.State.Outcome == IterationOutcome.Rejected ? 1 : 0;
            }

            var key = AggregateKey.Opponents(config.Key);
            var pool = await _store.LoadAsync<OpponentPoolState>(key, cancellationToken);
            _findings.Require($"{key}: commits", evaluated, pool?.Version ?? 0);
            _findings.Require($"{key}: events in the inbox", evaluated, await InboxAsync(key, cancellationToken));
        }
    }

    private async Task CheckLeftoversAsync(CancellationToken cancellationToken)
    {
        await foreach (var row in _store.PendingAsync(DateTimeOffset.MaxValue, cancellationToken))
        {
            _findings.Lost.Add($"{row.Key}: {row.RowId} is still in the outbox");
        }

        var letters = await stack.Get<IDeadLetterStore>().ListAsync(new DeadLetterQuery(), DeadLetterPage.Largest, null, cancellationToken);
        foreach (var letter in letters.Letters)
        {
            _findings.Unexpected.Add($"dead letter {letter.Letter.Id}: {letter.Letter.Reason}");
        }

        foreach (var subscription in stack.EventGrid.Status.Subscriptions.Where(one => one.DeadLettered + one.Dropped > 0))
        {
            _findings.Lost.Add(
                $"{subscription.Name}: {subscription.DeadLettered + subscription.Dropped} events were never delivered; {subscription.LastError}");
        }
    }

    private async Task<int> InboxAsync(AggregateKey key, CancellationToken cancellationToken)
    {
        var table = await stack.Get<StorageTables>().GetAsync("aggregates", cancellationToken);
        var filter = TableClient.CreateQueryFilter($"PartitionKey eq {key.Value} and RowKey ge {InboxPrefix} and RowKey lt {"in/"}");
        return await table.QueryAsync<TableEntity>(
            filter, select: ["RowKey"], cancellationToken: cancellationToken).CountAsync(cancellationToken);
    }

    private async Task<IReadOnlyCollection<EventEnvelope>> LoggedAsync(ChaosIteration iteration, CancellationToken cancellationToken) =>
        await stack.Get<IEventLog>().OfCorrelationAsync(iteration.Correlation, cancellationToken)
            .Select(logged => logged.Event).ToListAsync(cancellationToken);
}
