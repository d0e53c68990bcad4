using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using RingRift.Pipeline.DeadLetters;

namespace RingRift.Pipeline.InMemory;

/// <summary>Dead letters in memory.</summary>
public sealed class InMemoryDeadLetterStore : IDeadLetterStore
{
    private readonly ConcurrentDictionary<(string Id, string Source), DeadLetter> _letters = new();

    /// <inheritdoc/>
    public Task AddAsync(DeadLetter letter, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(letter);
        _letters[(letter.Id, letter.Source)] = letter;
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public async IAsyncEnumerable<DeadLetter> ListAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        foreach (var letter in _letters.Values.OrderByDescending(letter => letter.Time).ThenBy(letter => letter.Id, StringComparer.Ordinal))
        {
            cancellationToken.ThrowIfCancellationRequested();
            yield return letter;
        }

        await Task.CompletedTask;
    }
}
