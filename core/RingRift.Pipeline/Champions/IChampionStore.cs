using RingRift.Eventing.Records;

namespace RingRift.Pipeline.Champions;

/// <summary>One champion pointer per config, swapped only under its token.</summary>
public interface IChampionStore
{
    /// <summary>The champion; null before the first promotion.</summary>
    /// <exception cref="UnreadableRecordException">This version cannot read it.</exception>
    Task<ChampionPointer?> GetAsync(string config, CancellationToken cancellationToken);

    /// <summary>Replaces the champion; false when another one is there than <paramref name="expectedToken"/> says (null: none).</summary>
    Task<bool> TrySwapAsync(Champion champion, string? expectedToken, CancellationToken cancellationToken);

    /// <summary>Every champion of a config so far, oldest first.</summary>
    /// <exception cref="UnreadableRecordException">This version cannot read one of them.</exception>
    IAsyncEnumerable<Champion> HistoryAsync(string config, CancellationToken cancellationToken) =>
        HistoryAsync(config, unreadable: null, cancellationToken);

    /// <summary>The same; those that this version cannot read are noted and passed over.</summary>
    /// <param name="config">Config name.</param>
    /// <param name="unreadable">Takes them; null where one of them ends the list.</param>
    /// <param name="cancellationToken">Stops between two.</param>
    IAsyncEnumerable<Champion> HistoryAsync(string config, ICollection<UnreadableRecord>? unreadable, CancellationToken cancellationToken);
}
