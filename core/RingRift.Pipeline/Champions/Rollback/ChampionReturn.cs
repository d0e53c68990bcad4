using RingRift.Eventing.Artifacts;
using RingRift.Eventing.Recovery;

namespace RingRift.Pipeline.Champions.Rollback;

/// <summary>
/// Moves the champion pointer to an earlier champion, under its token and only where network and checkpoint can be read. What was there before stays in the
/// history. When somebody else moved the pointer in between, it is decided again.
/// </summary>
public sealed class ChampionReturn(IChampionStore champions, IArtifactStore artifacts)
{
    /// <summary>Moves the pointer as a plan says.</summary>
    /// <param name="config">Config name.</param>
    /// <param name="plan">From the champions so far to what is to be done; may be asked several times.</param>
    /// <param name="describe">From the generations undone and restored to what the history says about it.</param>
    /// <param name="cancellationToken">Stops between two steps.</param>
    /// <exception cref="InvalidOperationException">Others moved the pointer each time.</exception>
    public async Task<RollbackOutcome> ReturnAsync(
        string config, Func<ChampionLine, RollbackPlan> plan, Func<int, int, ChampionRollback> describe, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(plan);
        ArgumentNullException.ThrowIfNull(describe);
        for (var attempt = 1; attempt <= HandlerRetry.MaxCommits; attempt++)
        {
            var token = (await champions.GetAsync(config, cancellationToken))?.Token;
            var line = new ChampionLine(await champions.HistoryAsync(config, cancellationToken).ToListAsync(cancellationToken));
            switch (plan(line))
            {
                case RollbackPlan.Refuse(var reason):
                    return new RollbackOutcome.Refused(reason);
                case RollbackPlan.Done:
                    return new RollbackOutcome.Restored(line, Moved: false);
                case RollbackPlan.Return(var targets):
                    if (await SwapAsync(line, token, targets, describe, cancellationToken) is { } outcome)
                    {
                        return outcome;
                    }

                    break;
            }
        }

        throw new InvalidOperationException($"{HandlerRetry.Contended($"the champion of {config}")}; try again");
    }

    /// <returns>Null when the pointer was moved by somebody else.</returns>
    private async Task<RollbackOutcome?> SwapAsync(
        ChampionLine line, string? token, IReadOnlyList<Champion> targets, Func<int, int, ChampionRollback> describe, CancellationToken cancellationToken)
    {
        var faults = new List<string>();
        foreach (var target in targets)
        {
            if (await FaultAsync(target, cancellationToken) is { } fault)
            {
                faults.Add($"generation {target.Generation}: {fault}");
                continue;
            }

            var undone = line.Current!.Generation;
            var next = target with { Generation = undone + 1, Rollback = describe(undone, target.Generation) };
            return await champions.TrySwapAsync(next, token, cancellationToken)
                ? new RollbackOutcome.Restored(new ChampionLine([.. line.History, next]), Moved: true)
                : null;
        }

        return new RollbackOutcome.Unreadable(string.Join("; ", faults));
    }

    private async Task<string?> FaultAsync(Champion champion, CancellationToken cancellationToken) =>
        await artifacts.FindFaultAsync(champion.Model, cancellationToken) ?? await artifacts.FindFaultAsync(champion.Checkpoint, cancellationToken);
}
