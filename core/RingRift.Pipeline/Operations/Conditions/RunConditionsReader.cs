using RingRift.Eventing.Aggregates;
using RingRift.Eventing.DeadLetters;
using RingRift.Eventing.Records;
using RingRift.Game;
using RingRift.Pipeline.Holds;
using RingRift.Pipeline.Iterations;
using RingRift.Pipeline.Jobs;
using RingRift.Pipeline.Operations.Reconciliation;
using RingRift.Pipeline.Operations.Scaling;
using RingRift.Pipeline.Operations.Stalls;

namespace RingRift.Pipeline.Operations.Conditions;

/// <summary>Reads what a run waits for. Reads only, never decides.</summary>
public sealed class RunConditionsReader(
    IterationStore iterations, JobStore jobs, IAggregateStore aggregates, IProgressBoard board, IDeadLetterStore deadLetters, PipelinePauses pauses,
    ConditionPolicy policy, TimeProvider time)
{
    /// <summary>The conditions; null when the config was never started.</summary>
    /// <exception cref="UnknownConfigException">The name is none of the twelve configs.</exception>
    public async Task<RunConditions?> ReadAsync(string config, CancellationToken cancellationToken)
    {
        if (!GameConfig.TryParse(config, out var known))
        {
            throw new UnknownConfigException(config);
        }

        var state = await iterations.FindNewestAsync(known.Name, cancellationToken).ConfigureAwait(false);
        if (state is null)
        {
            return null;
        }

        var unreadable = new List<UnreadableRecord>();
        var facts = await FactsAsync(state, unreadable, cancellationToken).ConfigureAwait(false);
        return policy.Of(facts) with { Unreadable = unreadable.OrNull() };
    }

    private async Task<RunFacts> FactsAsync(IterationState state, List<UnreadableRecord> unreadable, CancellationToken cancellationToken)
    {
        var (letters, newest) = await DeadLettersAsync(state.Config, unreadable, cancellationToken).ConfigureAwait(false);
        var pressure = await FindAsync<BackPressureState>(AggregateKey.BackPressure(), unreadable, cancellationToken).ConfigureAwait(false);
        return new RunFacts
        {
            Time = time.GetUtcNow(),
            State = state,
            Jobs = await jobs.OfIterationAsync(state.Config, state.Iteration, unreadable, cancellationToken).ConfigureAwait(false),
            Heartbeats = await board.ListAsync(state.Config, state.Iteration, unreadable, cancellationToken).ConfigureAwait(false),
            Pauses = await PausesAsync(state.Config, unreadable, cancellationToken).ConfigureAwait(false),
            Queues = pressure?.Queues ?? [],
            Resend = await FindAsync<ResendState>(AggregateKey.Reconciliation(state.Config), unreadable, cancellationToken).ConfigureAwait(false),
            Progress = await FindAsync<ProgressState>(AggregateKey.Progress(state.Config), unreadable, cancellationToken).ConfigureAwait(false),
            Scaler = await FindAsync<ScalerState>(AggregateKey.Scaler(), unreadable, cancellationToken).ConfigureAwait(false),
            DeadLetters = letters,
            NewestDeadLetter = newest,
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
