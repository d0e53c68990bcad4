using System.Collections.Concurrent;

namespace RingRift.Azure.Storage;

/// <summary>
/// Makes a resource at its first use, once for each name; a failed attempt is forgotten, so that the next use tries again.
/// </summary>
internal sealed class OncePerName<T>(Func<string, Task<T>> make)
{
    private readonly ConcurrentDictionary<string, Lazy<Task<T>>> _made = new(StringComparer.Ordinal);

    public async Task<T> GetAsync(string name, CancellationToken cancellationToken)
    {
        var entry = _made.GetOrAdd(name, key => new Lazy<Task<T>>(() => make(key)));
        try
        {
            // Not cancelled itself: others may wait for the same resource.
            return await entry.Value.WaitAsync(cancellationToken).ConfigureAwait(false);
        }
        catch when (entry.Value.IsFaulted)
        {
            _made.TryRemove(new KeyValuePair<string, Lazy<Task<T>>>(name, entry));
            throw;
        }
    }
}
