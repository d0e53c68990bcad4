using RingRift.Eventing.Aggregates;
using RingRift.Eventing.Handling;
using RingRift.Eventing.Recovery;
using RingRift.Pipeline.Champions.Regression;
using RingRift.Pipeline.Iterations;

namespace RingRift.Pipeline.Champions.Rollback;

/// <summary>
/// Rollbacks that people ask for. What is to be published waits in the outbox: of a running system the sweeper sends it, of a stopped one when it runs again.
/// Asked again, it does nothing but what a crash left undone.
/// </summary>
public sealed class ChampionRollbacks(ChampionReturn champions, IAggregateStore aggregates, IterationStore iterations, EventFactory events)
{
    /// <summary>Most characters of a reason.</summary>
    public const int MaxReason = 500;

    /// <summary>Makes the network of a generation champion again.</summary>
    /// <param name="config">Config name.</param>
    /// <param name="generation">Generation to return to.</param>
    /// <param name="reason">Why, for those who look later; 1 to <see cref="MaxReason"/> characters.</param>
    /// <param name="cancellationToken">Stops between two steps.</param>
    /// <exception cref="UnknownConfigException">The name is none of the twelve configs.</exception>
    /// <exception cref="ArgumentException">The reason is empty or too long.</exception>
    /// <exception cref="RollbackRefusedException">There is no such generation, or it cannot be read.</exception>
    public async Task<RollbackReport> RollBackAsync(string config, int generation, string? reason, CancellationToken cancellationToken)
    {
        var known = UnknownConfigException.Require(config);
        if (string.IsNullOrWhiteSpace(reason) || reason.Length > MaxReason)
        {
            throw new ArgumentException($"reason '{reason}': must say why in 1 to {MaxReason} characters");
        }

        var iteration = (await iterations.ListAsync(known.Name, unreadable: null, cancellationToken)).LastOrDefault()?.Iteration ?? 1;
        var outcome = await champions.ReturnAsync(
            known.Name,
            line => RollbackPolicy.OfOrder(line, generation),
            (undone, restored) => new ChampionRollback { Undone = undone, Restored = restored, Iteration = iteration, Reason = reason },
            cancellationToken);
        var (line, moved) = Restored(outcome);
        await TellAsync(known.Name, line, cancellationToken);
        var current = line.Current!;
        return new RollbackReport(
            known.Name, moved, current.Generation, current.Rollback?.Undone, line.PromotionOf(current).Generation, current.Model.Sha256);
    }

    private static RollbackOutcome.Restored Restored(RollbackOutcome outcome) => outcome switch
    {
        RollbackOutcome.Restored restored => restored,
        RollbackOutcome.Refused(var why) => throw new RollbackRefusedException(why),
        RollbackOutcome.Unreadable(var why) => throw new RollbackRefusedException($"it cannot be read; {why}"),
        _ => throw new InvalidOperationException($"{outcome} is no outcome of a rollback"),
    };

    /// <summary>Puts the events of rollbacks that nobody was told of into the outbox.</summary>
    private async Task TellAsync(string config, ChampionLine line, CancellationToken cancellationToken)
    {
        var key = AggregateKey.Regression(config);
        for (var attempt = 1; attempt <= HandlerRetry.MaxCommits; attempt++)
        {
            var watch = await aggregates.LoadAsync<RegressionState>(key, cancellationToken);
            var told = RollbackNotices.Tell(watch?.State ?? new RegressionState { Config = config }, line);
            var version = (watch?.Version ?? 0) + 1;
            var commit = new Commit<RegressionState>
            {
                Key = key,
                State = told.State,
                Token = watch?.Token,
                Version = version,
                InboxId = null,
                Outbox = [.. told.Events.Select((draft, index) => events.Create(draft, key, version, index, cause: null))],
            };
            if (told.Events.Count == 0 || await aggregates.CommitAsync(commit, cancellationToken) == CommitOutcome.Committed)
            {
                return;
            }
        }

        throw new InvalidOperationException($"{HandlerRetry.Contended($"the watch over {config}")}; try again");
    }
}

/// <summary>Answer to a person who asked for a rollback.</summary>
/// <param name="Config">Config name.</param>
/// <param name="Moved">Whether this request moved the pointer; false when it was there before.</param>
/// <param name="Generation">Generation of the pointer now.</param>
/// <param name="Undone">Generation that was champion before; null when none was undone to get there.</param>
/// <param name="Restored">Generation whose network is champion now.</param>
/// <param name="Model">Model id of that network.</param>
public sealed record RollbackReport(string Config, bool Moved, int Generation, int? Undone, int Restored, string Model);
