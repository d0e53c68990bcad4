using System.Globalization;
using RingRift.Eventing.Records;
using RingRift.Pipeline.Champions;

namespace RingRift.InMemory;

/// <summary>Champions in memory.</summary>
public sealed class InMemoryChampionStore(FaultInjector faults) : IChampionStore
{
    private readonly Lock _lock = new();
    private readonly Dictionary<string, List<Champion>> _champions = new(StringComparer.Ordinal);

    /// <inheritdoc/>
    public Task<ChampionPointer?> GetAsync(string config, CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            return Task.FromResult(Current(config));
        }
    }

    /// <inheritdoc/>
    public Task<bool> TrySwapAsync(Champion champion, string? expectedToken, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(champion);
        faults.Pass(FaultPoint.BeforeSwap);
        lock (_lock)
        {
            if (Current(champion.Config)?.Token != expectedToken)
            {
                return Task.FromResult(false);
            }

            if (!_champions.TryGetValue(champion.Config, out var history))
            {
                _champions.Add(champion.Config, history = []);
            }

            history.Add(champion);
        }

        faults.Pass(FaultPoint.AfterSwap);
        return Task.FromResult(true);
    }

    /// <inheritdoc/>
    public async IAsyncEnumerable<Champion> HistoryAsync(
        string config, ICollection<UnreadableRecord>? unreadable,
        [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken)
    {
        Champion[] history;
        lock (_lock)
        {
            history = [.. _champions.GetValueOrDefault(config) ?? []];
        }

        foreach (var champion in history)
        {
            cancellationToken.ThrowIfCancellationRequested();
            yield return champion;
        }

        await Task.CompletedTask;
    }

    private ChampionPointer? Current(string config) =>
        _champions.GetValueOrDefault(config) is { Count: > 0 } history
            ? new ChampionPointer(history[^1], string.Create(CultureInfo.InvariantCulture, $"v{history.Count}"))
            : null;
}
