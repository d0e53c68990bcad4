namespace RingRift.Game.Traces;

/// <summary>A file, or a line of it, that could not be read as recorded games.</summary>
/// <param name="File">The file.</param>
/// <param name="Line">Line in the file, from 1; 0 for the file as a whole.</param>
/// <param name="Rule">What is wrong with it.</param>
public sealed record TraceFault(string File, int Line, string Rule)
{
    /// <inheritdoc/>
    public override string ToString() => Line > 0 ? $"{File}:{Line}: {Rule}" : $"{File}: {Rule}";
}
