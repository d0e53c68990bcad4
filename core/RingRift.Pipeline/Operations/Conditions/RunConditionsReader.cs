using RingRift.Eventing.Aggregates;
using RingRift.Eventing.DeadLetters;
using RingRift.Eventing.Records;
using RingRift.Pipeline.Holds;
using RingRift.Pipeline.Iterations;
using RingRift.Pipeline.Jobs;
using RingRift.Pipeline.Learner;
using RingRift.Pipeline.Operations.Reconciliation;
using RingRift.Pipeline.Operations.Scaling;
using RingRift.Pipeline.Operations.Stalls;
using RingRift.Pipeline.Stages.Succession;

namespace RingRift.Pipeline.Operations.Conditions;

/// <summary>Reads what a run waits for. Reads only, never decides.</summary>
public sealed class RunConditionsReader(
    LearnerStore learners, JobStore jobs, IAggregateStore aggregates, IProgressBoard board, IDeadLetterStore deadLetters, PipelinePauses pauses,
    SelfPlaySizing sizing, ConditionPolicy policy, TimeProvider time)
{
    /// <summary>The conditions; null when the config was never started.</summary>
    /// <exception cref="UnknownConfigException">The name is none of the twelve configs.</exception>
    public async Task<RunConditions?> ReadAsync(string config, CancellationToken cancellationToken)
    {
        var known = UnknownConfigException.Require(config);
        if (await learners.FindStartedAsync(known.Name, cancellationToken).ConfigureAwait(false) is not { } learner)
        {
            return null;
        }

        var unreadable = new List<UnreadableRecord>();
        var facts = await FactsAsync(learner, unreadable, cancellationToken).ConfigureAwait(false);
        return policy.Of(facts) with { Unreadable = unreadable.OrNull() };
    }

    private async Task<RunFacts> FactsAsync(LearnerState learner, List<UnreadableRecord> unreadable, CancellationToken cancellationToken)
    {
        var config = learner.Config;
        var (letters, newest) = await DeadLettersAsync(config, unreadable, cancellationToken).ConfigureAwait(false);
        var pressure = await FindAsync<BackPressureState>(AggregateKey.BackPressure(), unreadable, cancellationToken).ConfigureAwait(false);
        var facts = new RunFacts
        {
            Time = time.GetUtcNow(),
            Learner = learner,
            Size = await sizing.OfAsync(config, cancellationToken).ConfigureAwait(false),
            Open = [],
            Pauses = await PausesAsync(config, unreadable, cancellationToken).ConfigureAwait(false),
            Queues = pressure?.Queues ?? [],
            Progress = await FindAsync<ProgressState>(AggregateKey.Progress(config), unreadable, cancellationToken).ConfigureAwait(false),
            Scaler = await FindAsync<ScalerState>(AggregateKey.Scaler(), unreadable, cancellationToken).ConfigureAwait(false),
            DeadLetters = letters,
            NewestDeadLetter = newest,
        };
        foreach (var iteration in learner.Open())
        {
            facts = await WithAsync(facts, iteration, unreadable, cancellationToken).ConfigureAwait(false);
        }

        return facts;
    }

    private async Task<RunFacts> WithAsync(RunFacts facts, int iteration, List<UnreadableRecord> unreadable, CancellationToken cancellationToken)
    {
        var config = facts.Learner.Config;
        if (await FindAsync<IterationState>(AggregateKey.Iteration(config, iteration), unreadable, cancellationToken).ConfigureAwait(false) is not { } state)
        {
            return facts;
        }

        var taken = await jobs.OfIterationAsync(config, iteration, unreadable, cancellationToken).ConfigureAwait(false);
        var beats = await board.ListAsync(config, iteration, unreadable, cancellationToken).ConfigureAwait(false);
        var resend = await FindAsync<ResendState>(AggregateKey.Reconciliation(config, iteration), unreadable, cancellationToken).ConfigureAwait(false);
        return facts with
        {
            Open = [.. facts.Open, state],
            Jobs = facts.Jobs.Concat(taken).ToDictionary(),
            Heartbeats = [.. facts.Heartbeats, .. beats],
            Resends = resend is null ? facts.Resends : facts.Resends.Append(new(iteration, resend)).ToDictionary(),
        };
    }

    private async Task<TState?> FindAsync<TState>(AggregateKey key, List<UnreadableRecord> unreadable, CancellationToken cancellationToken)
        where TState : StoredRecord
    {
        try
        {
            return (await aggregates.LoadAsync<TState>(key, cancellationToken).ConfigureAwait(false))?.State;
        }
        catch (UnreadableRecordException noted)
        {
            unreadable.Add(noted.Unreadable);
            return null;
        }
    }

    private async Task<IReadOnlyList<PauseState>> PausesAsync(string config, List<UnreadableRecord> unreadable, CancellationToken cancellationToken)
    {
        var held = new List<PauseState>();
        foreach (var scope in PauseScope.Of(config))
        {
            try
            {
                held.Add(await pauses.FindAsync(scope, cancellationToken).ConfigureAwait(false));
            }
            catch (UnreadableRecordException noted)
            {
                unreadable.Add(noted.Unreadable);
            }
        }

        return held;
    }

    private async Task<(int Count, string? Newest)> DeadLettersAsync(string config, List<UnreadableRecord> unreadable, CancellationToken cancellationToken)
    {
        var open = new DeadLetterQuery { Config = config, Status = DeadLetterStatus.Open };
        var page = await deadLetters.ListAsync(open, DeadLetterPage.Largest, continuation: null, cancellationToken).ConfigureAwait(false);
        unreadable.AddRange(page.Unreadable);
        return (page.Letters.Count, page.Letters is [var newest, ..] ? $"{newest.Letter.Consumer}: {newest.Letter.Reason}" : null);
    }
}
