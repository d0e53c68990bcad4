using RingRift.Eventing.Aggregates;
using RingRift.Eventing.Handling;
using RingRift.Eventing.Records;
using RingRift.Eventing.Transactions;

namespace RingRift.Pipeline.Holds;

/// <summary>Pauses configs and lets them go on. Kept in storage: they survive restarts and hold for every process (K15).</summary>
public sealed class PipelinePauses(IAggregateStore aggregates, AggregateChange change, TimeProvider time)
{
    /// <summary>
    /// Pauses a scope, or prolongs the owner's pause. Its event waits in the outbox for <see cref="PublishAsync"/> or the sweeper.
    /// </summary>
    /// <exception cref="ArgumentException">Scope or request break a rule; the message names value and rule.</exception>
    public async Task<PauseState> PauseAsync(string scope, PauseRequest request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        var checkedScope = PauseScope.Require(scope);
        request.Require();
        return (await change.CommitAsync<PauseState>(
            AggregateKey.Pauses(checkedScope),
            state => PausePolicy.Begin(checkedScope, state, request, time.GetUtcNow()),
            cancellationToken).ConfigureAwait(false))!;
    }

    /// <summary>Lifts the pauses of a scope: one owner's, or all (null). The events wait in the outbox.</summary>
    /// <returns>Pauses that were lifted.</returns>
    /// <exception cref="ArgumentException">The scope is neither a config nor all.</exception>
    public async Task<IReadOnlyList<Pause>> ResumeAsync(string scope, string? owner, CancellationToken cancellationToken)
    {
        IReadOnlyList<Pause> before = [];
        var after = await change.CommitAsync<PauseState>(
            AggregateKey.Pauses(PauseScope.Require(scope)),
            state =>
            {
                before = state?.Pauses ?? [];
                return PausePolicy.Lift(state, owner, time.GetUtcNow());
            },
            cancellationToken).ConfigureAwait(false);
        return after is null ? [] : [.. before.Except(after.Pauses)];
    }

    /// <summary>The pauses that hold now, of all scopes that have any.</summary>
    /// <param name="unreadable">Takes scopes whose pauses this version cannot read.</param>
    /// <param name="cancellationToken">Stops between two scopes.</param>
    public async Task<IReadOnlyList<PauseState>> ListAsync(ICollection<UnreadableRecord> unreadable, CancellationToken cancellationToken)
    {
        var held = new List<PauseState>();
        foreach (var scope in PauseScope.Every)
        {
            try
            {
                if (await FindAsync(scope, cancellationToken).ConfigureAwait(false) is { Pauses.Count: > 0 } state)
                {
                    held.Add(state);
                }
            }
            catch (UnreadableRecordException noted)
            {
                unreadable.Add(noted.Unreadable);
            }
        }

        return held;
    }

    /// <summary>The pauses of a scope that hold now.</summary>
    public async Task<PauseState> FindAsync(string scope, CancellationToken cancellationToken)
    {
        var stored = await aggregates.LoadAsync<PauseState>(AggregateKey.Pauses(scope), cancellationToken).ConfigureAwait(false);
        return new PauseState(scope, [.. stored?.State.At(time.GetUtcNow()) ?? []]);
    }

    /// <summary>Tells of pauses that are over. A daemon's work.</summary>
    public async Task<string> ExpireAsync(CancellationToken cancellationToken)
    {
        var scopes = 0;
        await EachApart.RunAsync(PauseScope.Every.Select(AggregateKey.Pauses), async key =>
        {
            if (await change.CommitAsync<PauseState>(
                key, state => PausePolicy.Expire(state, time.GetUtcNow()), cancellationToken).ConfigureAwait(false) is not null)
            {
                scopes++;
                await change.PublishAsync(key, cancellationToken).ConfigureAwait(false);
            }
        }).ConfigureAwait(false);
        return $"pauses of {scopes} scopes ended by themselves";
    }

    /// <summary>Publishes what pausing or lifting left.</summary>
    public Task PublishAsync(string scope, CancellationToken cancellationToken) =>
        change.PublishAsync(AggregateKey.Pauses(scope), cancellationToken);
}
