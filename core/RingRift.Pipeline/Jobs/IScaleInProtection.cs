namespace RingRift.Pipeline.Jobs;

/// <summary>
/// Keeps a machine of a scale set from being chosen when the set shrinks. A convenience, not a guarantee: evictions and people's own
/// operations pass it, and a job whose worker vanishes goes on elsewhere from its checkpoint (ADR 0021).
/// </summary>
public interface IScaleInProtection
{
    /// <summary>Whether an instance is protected.</summary>
    /// <param name="instance">Name of the instance within its set.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="ScaleInProtectionException">The instance is unknown, or the answer did not come.</exception>
    Task<bool> IsProtectedAsync(string instance, CancellationToken cancellationToken);

    /// <summary>Protects or releases an instance. Doing it again changes nothing.</summary>
    /// <param name="instance">Name of the instance within its set.</param>
    /// <param name="isProtected">What it shall be.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="ScaleInProtectionException">The instance is unknown, or the change was refused.</exception>
    Task SetAsync(string instance, bool isProtected, CancellationToken cancellationToken);
}

/// <summary>The protection of an instance could not be read or changed.</summary>
/// <param name="instance">The instance.</param>
/// <param name="reason">Why.</param>
/// <param name="cause">What the platform said; null where nobody was asked.</param>
public sealed class ScaleInProtectionException(string instance, string reason, Exception? cause = null)
    : Exception($"scale-in protection of instance '{instance}': {reason}", cause);
