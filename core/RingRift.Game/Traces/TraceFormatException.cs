namespace RingRift.Game.Traces;

/// <summary>A trace file that cannot be read as recorded games.</summary>
/// <param name="file">The file.</param>
/// <param name="line">Line in the file, from 1; 0 for the file as a whole.</param>
/// <param name="rule">What is wrong with it.</param>
/// <param name="inner">The cause, where there is one.</param>
public sealed class TraceFormatException(string file, int line, string rule, Exception? inner = null)
    : FormatException(line > 0 ? $"{file}:{line}: {rule}" : $"{file}: {rule}", inner)
{
    /// <summary>The file.</summary>
    public string File { get; } = file;

    /// <summary>Line in the file, from 1; 0 for the file as a whole.</summary>
    public int Line { get; } = line;

    /// <summary>What is wrong with it.</summary>
    public string Rule { get; } = rule;
}
