using RingRift.Eventing.Artifacts;

namespace RingRift.Pipeline.Champions;

/// <summary>
/// Reads a history of champions, which only ever grows: a rollback is one more entry that names the promotion it restores. The line of a
/// champion is that promotion and those that led to it; what was rolled back is on nobody's line.
/// </summary>
/// <param name="history">Every entry of a config, oldest first.</param>
public sealed class ChampionLine(IReadOnlyList<Champion> history)
{
    private readonly Dictionary<int, Champion> _generations = history.ToDictionary(champion => champion.Generation);

    /// <summary>The entry the pointer shows; null before the first promotion.</summary>
    public Champion? Current { get; } = history.Count > 0 ? history[^1] : null;

    /// <summary>Every entry, oldest first.</summary>
    public IReadOnlyList<Champion> History { get; } = history;

    /// <summary>The entry of a generation; null when there is none.</summary>
    public Champion? Find(int generation) => _generations.GetValueOrDefault(generation);

    /// <summary>The newest entry that shows a network; null when it never was champion.</summary>
    public Champion? Find(ArtifactRef model) => History.LastOrDefault(champion => champion.Model == model);

    /// <summary>The promotion an entry stands for: itself, or the one it restores.</summary>
    public Champion PromotionOf(Champion champion)
    {
        ArgumentNullException.ThrowIfNull(champion);
        return champion.Rollback is { } rollback ? _generations[rollback.Restored] : champion;
    }

    /// <summary>The promotions that led to a champion, its own first, then its predecessor and so on.</summary>
    public IEnumerable<Champion> LineOf(Champion champion)
    {
        for (var entry = champion; entry is not null; entry = Find(entry.Generation - 1))
        {
            entry = PromotionOf(entry);
            yield return entry;
        }
    }

    /// <summary>Whether the promotion an entry stands for was ever undone.</summary>
    public bool WasUndone(Champion champion)
    {
        var promotion = PromotionOf(champion).Generation;
        return History.Any(entry => entry.Rollback is { } rollback && PromotionOf(_generations[rollback.Undone]).Generation == promotion);
    }

    /// <summary>
    /// Generation of the rollback that took a promotion off the line of today's champion; null for one on the line and for rollbacks
    /// themselves.
    /// </summary>
    public int? RolledBackBy(Champion champion)
    {
        ArgumentNullException.ThrowIfNull(champion);
        return champion.Rollback is null
            ? History.Reverse().TakeWhile(entry => !LineOf(entry).Contains(champion)).LastOrDefault()?.Generation
            : null;
    }
}
