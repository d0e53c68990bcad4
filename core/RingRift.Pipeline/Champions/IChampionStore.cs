namespace RingRift.Pipeline.Champions;

/// <summary>One champion pointer per config, swapped only under its token.</summary>
public interface IChampionStore
{
    /// <summary>The champion; null before the first promotion.</summary>
    Task<ChampionPointer?> GetAsync(string config, CancellationToken cancellationToken);

    /// <summary>Replaces the champion; false when another one is there than <paramref name="expectedToken"/> says (null: none).</summary>
    Task<bool> TrySwapAsync(Champion champion, string? expectedToken, CancellationToken cancellationToken);

    /// <summary>Every champion of a config so far, oldest first.</summary>
    IAsyncEnumerable<Champion> HistoryAsync(string config, CancellationToken cancellationToken);
}
