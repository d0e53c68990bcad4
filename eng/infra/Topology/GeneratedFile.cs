namespace RingRift.Infra.Topology;

/// <summary>A file that follows from the topology.</summary>
/// <param name="Path">Path in the repository, with slashes.</param>
/// <param name="Text">Its text, lines ended by LF.</param>
public sealed record GeneratedFile(string Path, string Text);
