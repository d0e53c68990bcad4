using RingRift.Files;

namespace RingRift.Game.Traces;

/// <summary>Finds trace files and reads their lines, packed or not.</summary>
internal static class TraceFiles
{
    public static IReadOnlyList<string> Find(string path)
    {
        if (File.Exists(path))
        {
            return [path];
        }

        var files = Directory.Exists(path)
            ? Directory.EnumerateFiles(path, "*", SearchOption.AllDirectories).Where(IsTrace).Order(StringComparer.Ordinal).ToArray()
            : throw new FileNotFoundException($"There is no file or folder '{path}'.", path);
        return files.Length > 0
            ? files
            : throw new FileNotFoundException($"The folder '{path}' holds no .jsonl or .jsonl.gz file.", path);
    }

    /// <summary>The lines of all files; a file that cannot be read to its end is reported, and the next one follows.</summary>
    public static IEnumerable<TraceLine> ReadLines(IEnumerable<string> files, Action<TraceFault> report) =>
        files.SelectMany(file => ReadLines(file, report));

    private static bool IsTrace(string file) =>
        file.EndsWith(".jsonl", StringComparison.Ordinal) || file.EndsWith(".jsonl.gz", StringComparison.Ordinal);

    private static IEnumerable<TraceLine> ReadLines(string file, Action<TraceFault> report)
    {
        var (number, games) = (0, 0);
        TraceFault? fault;
        using var lines = Lines(file).GetEnumerator();
        while (TryAdvance(lines, file, ++number, out fault))
        {
            if (lines.Current.Length > 0)
            {
                games++;
                yield return new TraceLine(file, number, lines.Current);
            }
        }

        fault ??= games > 0 ? null : new TraceFault(file, 0, "the file holds no game");
        if (fault is not null)
        {
            report(fault);
        }
    }

    private static bool TryAdvance(IEnumerator<string> lines, string file, int number, out TraceFault? fault)
    {
        fault = null;
        try
        {
            return lines.MoveNext();
        }
        catch (InvalidDataException failure)
        {
            fault = new TraceFault(file, number, $"the file is not whole gzip ({failure.Message})");
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException or NotSupportedException)
        {
            fault = new TraceFault(file, number, $"the file cannot be read ({failure.Message})");
        }

        return false;
    }

    private static IEnumerable<string> Lines(string file)
    {
        using var stream = InputFile.OpenRead(file);
        using var reader = new StreamReader(file.EndsWith(".gz", StringComparison.Ordinal) ? new WholeGzipStream(stream) : stream);
        while (reader.ReadLine() is { } line)
        {
            yield return line;
        }
    }
}

/// <summary>One line of a trace file: one game, not yet read.</summary>
internal readonly record struct TraceLine(string File, int Number, string Text);
