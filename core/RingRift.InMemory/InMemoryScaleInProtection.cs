using System.Collections.Concurrent;
using RingRift.Pipeline.Jobs;

namespace RingRift.InMemory;

/// <summary>A scale set in memory.</summary>
/// <param name="instances">The instances it has; none is protected at first.</param>
public sealed class InMemoryScaleInProtection(params string[] instances) : IScaleInProtection
{
    private readonly ConcurrentDictionary<string, bool> _protected = new(
        instances.ToDictionary(instance => instance, _ => false), StringComparer.OrdinalIgnoreCase);

    /// <summary>Told after each change, with the instance and what it is now.</summary>
    public event Action<string, bool>? Changed;

    /// <inheritdoc/>
    public Task<bool> IsProtectedAsync(string instance, CancellationToken cancellationToken) =>
        _protected.TryGetValue(instance, out var isProtected)
        ? Task.FromResult(isProtected)
        : throw new ScaleInProtectionException(instance, "the set has no such instance");

    /// <inheritdoc/>
    public async Task SetAsync(string instance, bool isProtected, CancellationToken cancellationToken)
    {
        if (await IsProtectedAsync(instance, cancellationToken).ConfigureAwait(false) != isProtected)
        {
            _protected[instance] = isProtected;
            Changed?.Invoke(instance, isProtected);
        }
    }
}
