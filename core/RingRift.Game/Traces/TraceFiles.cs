using System.IO.Compression;

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

    public static IEnumerable<TraceLine> ReadLines(IEnumerable<string> files) => files.SelectMany(ReadLines);

    private static bool IsTrace(string file) =>
        file.EndsWith(".jsonl", StringComparison.Ordinal) || file.EndsWith(".jsonl.gz", StringComparison.Ordinal);

    private static IEnumerable<TraceLine> ReadLines(string file)
    {
        using var reader = new StreamReader(Open(file));
        for (var number = 1; ReadLine(reader, file, number) is { } text; number++)
        {
            if (text.Length > 0)
            {
                yield return new TraceLine(file, number, text);
            }
        }
    }

    private static Stream Open(string file)
    {
        var stream = File.OpenRead(file);
        return file.EndsWith(".gz", StringComparison.Ordinal) ? new GZipStream(stream, CompressionMode.Decompress) : stream;
    }

    private static string? ReadLine(StreamReader reader, string file, int number)
    {
        try
        {
            return reader.ReadLine();
        }
        catch (InvalidDataException failure)
        {
            throw new TraceFormatException(file, number, $"the file is not valid gzip ({failure.Message})", failure);
        }
    }
}
