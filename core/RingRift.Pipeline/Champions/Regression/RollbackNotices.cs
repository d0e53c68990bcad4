using RingRift.Eventing.Events;
using RingRift.Eventing.Handling;

namespace RingRift.Pipeline.Champions.Regression;

/// <summary>Tells of rollbacks through the watch over the champion, which knows the ones that were told.</summary>
public static class RollbackNotices
{
    /// <summary>The events of rollbacks that nobody was told of, and the watch that knows they were told.</summary>
    /// <param name="watch">The watch over the champion.</param>
    /// <param name="line">Champions so far.</param>
    public static Decision<RegressionState>.Accept Tell(RegressionState watch, ChampionLine line)
    {
        ArgumentNullException.ThrowIfNull(watch);
        ArgumentNullException.ThrowIfNull(line);
        var untold = line.History.Where(champion => champion.Rollback is not null && champion.Generation > watch.RollbacksThrough).ToList();
        return new Decision<RegressionState>.Accept(
            untold.Count > 0 ? watch with { RollbacksThrough = untold[^1].Generation } : watch,
            [.. untold.Select(champion => Said(champion, champion.Rollback!, line))]);
    }

    private static EventDraft Said(Champion champion, ChampionRollback rollback, ChampionLine line) => EventDraft.Of(new PromotionRolledBack
    {
        Config = champion.Config,
        Iteration = rollback.Iteration,
        Generation = champion.Generation,
        UndoneGeneration = rollback.Undone,
        RestoredGeneration = rollback.Restored,
        Model = line.Find(rollback.Undone)!.Model,
        Restored = champion.Model,
        EloDrop = rollback.EloDrop,
        Severity = rollback.Severity,
        Reason = rollback.Reason,
    });
}
