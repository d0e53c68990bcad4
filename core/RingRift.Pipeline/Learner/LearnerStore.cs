using System.Collections.Concurrent;
using RingRift.Eventing.Aggregates;
using RingRift.Eventing.Handling;
using RingRift.Eventing.Transactions;
using RingRift.Pipeline.Champions;
using RingRift.Pipeline.Iterations;

namespace RingRift.Pipeline.Learner;

/// <summary>Reads and changes learners. A change may be made any number of times: it follows from the state, so it needs no inbox.</summary>
public sealed class LearnerStore(IAggregateStore aggregates, AggregateChange change, IterationStore iterations, IChampionStore champions, LearnerPolicy policy)
{
    // All iterations of a config change one row. Changes of one process take turns, and so contend with those of other processes only.
    private readonly ConcurrentDictionary<string, SemaphoreSlim> _turns = new();

    /// <summary>The learner of a config, or what that of a run of the older form begins with; null when the config was never started.</summary>
    public async Task<LearnerState?> FindStartedAsync(string config, CancellationToken cancellationToken) =>
        await FindAsync(config, cancellationToken).ConfigureAwait(false)
            ?? (await BeginningAsync(config, cancellationToken).ConfigureAwait(false) is { Begun: > 0 } beginning ? beginning : null);

    /// <summary>The learner of a config; null when there is none yet.</summary>
    public async Task<LearnerState?> FindAsync(string config, CancellationToken cancellationToken) =>
        (await aggregates.LoadAsync<LearnerState>(AggregateKey.Learner(config), cancellationToken).ConfigureAwait(false))?.State;

    /// <summary>The learner of a config, or what it begins with.</summary>
    public async Task<LearnerState> ReadAsync(string config, CancellationToken cancellationToken) =>
        await FindAsync(config, cancellationToken).ConfigureAwait(false) ?? await BeginningAsync(config, cancellationToken).ConfigureAwait(false);

    /// <summary>Changes the learner of a config, which sees the champion as it is now.</summary>
    /// <param name="config">Config name.</param>
    /// <param name="to">From the learner and the champion to the learner afterwards; the same one leaves it. May run several times.</param>
    /// <param name="cancellationToken">Stops before the commit.</param>
    /// <returns>The learner afterwards.</returns>
    /// <exception cref="IOException">Others changed it too often in a row.</exception>
    public async Task<LearnerState> ChangeAsync(string config, Func<LearnerState, Champion?, LearnerState> to, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(to);
        var turn = _turns.GetOrAdd(config, _ => new SemaphoreSlim(1, 1));
        await turn.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            return await ChangeInTurnAsync(config, to, cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            turn.Release();
        }
    }

    private async Task<LearnerState> ChangeInTurnAsync(string config, Func<LearnerState, Champion?, LearnerState> to, CancellationToken cancellationToken)
    {
        var champion = (await champions.GetAsync(config, cancellationToken).ConfigureAwait(false))?.Champion;
        var beginning = await FindAsync(config, cancellationToken).ConfigureAwait(false) is null
            ? await BeginningAsync(config, cancellationToken).ConfigureAwait(false)
            : null;
        LearnerState? after = null;
        await change.CommitAsync<LearnerState>(
            AggregateKey.Learner(config),
            before =>
            {
                var state = before ?? beginning!;
                after = to(policy.Seen(state, champion), champion);
                return before is not null && ReferenceEquals(after, before) ? null : new Decision<LearnerState>.Accept(after);
            },
            cancellationToken).ConfigureAwait(false);
        return after!;
    }

    private async Task<LearnerState> BeginningAsync(string config, CancellationToken cancellationToken) => LearnerBeginning.Of(
        config,
        await iterations.FindNewestAsync(config, cancellationToken).ConfigureAwait(false),
        (await champions.GetAsync(config, cancellationToken).ConfigureAwait(false))?.Champion);
}
