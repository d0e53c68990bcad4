using System.Text.Json.Serialization;

namespace RingRift.GpuWorker.Metadata;

/// <summary>What the metadata service says about this machine.</summary>
/// <param name="Name">Its name, as scheduled events and its scale set use it.</param>
public sealed record InstanceMetadata([property: JsonPropertyName("name")] string Name);
