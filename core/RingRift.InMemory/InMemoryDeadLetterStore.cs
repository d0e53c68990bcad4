using System.Globalization;
using RingRift.Eventing.DeadLetters;

namespace RingRift.InMemory;

/// <summary>Dead letters in memory.</summary>
public sealed class InMemoryDeadLetterStore(FaultInjector faults) : IDeadLetterStore
{
    private readonly Lock _lock = new();
    private readonly Dictionary<string, (DeadLetter Letter, long Version)> _letters = new(StringComparer.Ordinal);

    /// <inheritdoc/>
    public Task AddAsync(DeadLetter letter, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(letter);
        cancellationToken.ThrowIfCancellationRequested();
        faults.Pass(FaultPoint.BeforeDeadLetter);
        lock (_lock)
        {
            var known = _letters.TryGetValue(letter.Id, out var stored);
            if ((known ? DeadLetterMerge.After(stored.Letter, letter) : letter) is { } changed)
            {
                _letters[letter.Id] = (changed, stored.Version + 1);
            }
        }

        faults.Pass(FaultPoint.AfterDeadLetter);
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public Task<StoredDeadLetter?> GetAsync(string id, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(id);
        cancellationToken.ThrowIfCancellationRequested();
        lock (_lock)
        {
            return Task.FromResult(_letters.TryGetValue(id, out var stored) ? Stored(stored) : null);
        }
    }

    /// <inheritdoc/>
    public Task<DeadLetterPage> ListAsync(DeadLetterQuery query, int size, string? continuation, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(query);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(size);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(size, DeadLetterPage.Largest);
        cancellationToken.ThrowIfCancellationRequested();
        var after = DeadLetterOrder.Checked(continuation);
        lock (_lock)
        {
            var found = _letters.Values
                .Where(stored => query.Matches(stored.Letter))
                .Select(stored => (Key: DeadLetterOrder.KeyOf(stored.Letter), Value: stored))
                .Where(row => after is null || string.CompareOrdinal(row.Key, after) > 0)
                .OrderBy(row => row.Key, StringComparer.Ordinal)
                .Take(size + 1)
                .ToList();
            return Task.FromResult(
                new DeadLetterPage(
                    [.. found.Take(size).Select(row => Stored(row.Value))], found.Count > size ? found[size - 1].Key : null));
        }
    }

    /// <inheritdoc/>
    public Task<bool> TryChangeStatusAsync(
        StoredDeadLetter letter, DeadLetterStatus status, string note, DateTimeOffset time, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(letter);
        cancellationToken.ThrowIfCancellationRequested();
        faults.Pass(FaultPoint.BeforeStatusChange);
        bool changed;
        lock (_lock)
        {
            changed = _letters.TryGetValue(letter.Letter.Id, out var stored) && Token(stored.Version) == letter.Token;
            if (changed)
            {
                _letters[letter.Letter.Id] = (
                    stored.Letter with { Status = status, StatusNote = note, StatusTime = time }, stored.Version + 1);
            }
        }

        faults.Pass(FaultPoint.AfterStatusChange);
        return Task.FromResult(changed);
    }

    /// <inheritdoc/>
    public Task<IReadOnlyList<DeadLetterCount>> CountAsync(CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        lock (_lock)
        {
            return Task.FromResult<IReadOnlyList<DeadLetterCount>>(
            [
                .. _letters.Values
                    .GroupBy(stored => (stored.Letter.Consumer, stored.Letter.Status))
                    .Select(group => new DeadLetterCount(group.Key.Consumer, group.Key.Status, group.LongCount()))
                    .OrderBy(count => count.Consumer, StringComparer.Ordinal).ThenBy(count => count.Status),
            ]);
        }
    }

    private static StoredDeadLetter Stored((DeadLetter Letter, long Version) stored) => new(stored.Letter, Token(stored.Version));

    private static string Token(long version) => string.Create(CultureInfo.InvariantCulture, $"v{version}");
}
