namespace RingRift.Catalogue.Writing;

/// <summary>A file that follows from the catalogue.</summary>
/// <param name="Path">Path in the repository, with slashes.</param>
/// <param name="Text">Its text, lines ended by LF.</param>
public sealed record GeneratedFile(string Path, string Text);
