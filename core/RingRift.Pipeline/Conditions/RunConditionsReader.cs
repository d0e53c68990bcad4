using RingRift.Game;
using RingRift.Pipeline.Aggregates;
using RingRift.Pipeline.BackPressure;
using RingRift.Pipeline.DeadLetters;
using RingRift.Pipeline.Iterations;
using RingRift.Pipeline.Jobs;
using RingRift.Pipeline.Pauses;
using RingRift.Pipeline.Progress;
using RingRift.Pipeline.Reconciliation;
using RingRift.Pipeline.Runs;
using RingRift.Pipeline.Scaling;
using RingRift.Pipeline.Stalls;

namespace RingRift.Pipeline.Conditions;

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
        return state is null ? null : policy.Of(await FactsAsync(state, cancellationToken).ConfigureAwait(false));
    }

    private async Task<RunFacts> FactsAsync(IterationState state, CancellationToken cancellationToken)
    {
        var (letters, newest) = await DeadLettersAsync(state.Config, cancellationToken).ConfigureAwait(false);
        var pressure = await FindAsync<BackPressureState>(AggregateKey.BackPressure(), cancellationToken).ConfigureAwait(false);
        return new RunFacts
        {
            Time = time.GetUtcNow(),
            State = state,
            Jobs = await jobs.OfIterationAsync(state.Config, state.Iteration, cancellationToken).ConfigureAwait(false),
            Heartbeats = await board.ListAsync(state.Config, state.Iteration, cancellationToken).ConfigureAwait(false),
            Pauses = await PausesAsync(state.Config, cancellationToken).ConfigureAwait(false),
            Queues = pressure?.Queues ?? [],
            Resend = await FindAsync<ResendState>(AggregateKey.Reconciliation(state.Config), cancellationToken).ConfigureAwait(false),
            Progress = await FindAsync<ProgressState>(AggregateKey.Progress(state.Config), cancellationToken).ConfigureAwait(false),
            Scaler = await FindAsync<ScalerState>(AggregateKey.Scaler(), cancellationToken).ConfigureAwait(false),
            DeadLetters = letters,
            NewestDeadLetter = newest,
        };
    }

    private async Task<TState?> FindAsync<TState>(AggregateKey key, CancellationToken cancellationToken)
        where TState : class => (await aggregates.LoadAsync<TState>(key, cancellationToken).ConfigureAwait(false))?.State;

    private async Task<IReadOnlyList<PauseState>> PausesAsync(string config, CancellationToken cancellationToken)
    {
        var held = new List<PauseState>();
        foreach (var scope in PauseScope.Of(config))
        {
            held.Add(await pauses.FindAsync(scope, cancellationToken).ConfigureAwait(false));
        }

        return held;
    }

    private async Task<(int Count, string? Newest)> DeadLettersAsync(string config, CancellationToken cancellationToken)
    {
        var open = new DeadLetterQuery { Config = config, Status = DeadLetterStatus.Open };
        var page = await deadLetters.ListAsync(open, DeadLetterPage.Largest, continuation: null, cancellationToken).ConfigureAwait(false);
        return (page.Letters.Count, page.Letters is [var newest, ..] ? $"{newest.Letter.Consumer}: {newest.Letter.Reason}" : null);
    }
}
