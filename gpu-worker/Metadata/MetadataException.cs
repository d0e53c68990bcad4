namespace RingRift.GpuWorker.Metadata;

/// <summary>The instance metadata service did not answer as it should.</summary>
/// <param name="message">What was wrong.</param>
/// <param name="cause">What the transport said; null where it said nothing.</param>
public sealed class MetadataException(string message, Exception? cause = null) : Exception(message, cause);
