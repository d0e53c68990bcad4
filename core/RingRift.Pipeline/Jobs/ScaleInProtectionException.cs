namespace RingRift.Pipeline.Jobs;

/// <summary>The protection of an instance could not be read or changed.</summary>
/// <param name="instance">The instance.</param>
/// <param name="reason">Why.</param>
/// <param name="cause">What the platform said; null where nobody was asked.</param>
public sealed class ScaleInProtectionException(string instance, string reason, Exception? cause = null)
    : Exception($"scale-in protection of instance '{instance}': {reason}", cause);
