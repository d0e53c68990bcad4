namespace RingRift.GpuWorker.Metadata;

/// <summary>Whether the instance metadata service is used.</summary>
public enum MetadataMode
{
    /// <summary>Where it answers when the worker starts.</summary>
    Auto,

    /// <summary>Always: until it answers it is asked again.</summary>
    On,

    /// <summary>Never.</summary>
    Off,
}
