namespace RingRift.Emulators.EventGrid.Journal;

/// <summary>The beginning of a line at a journal's end.</summary>
/// <param name="Offset">Where in the file it begins, in bytes.</param>
/// <param name="Bytes">Length of the rest of it, in bytes.</param>
internal readonly record struct JournalCut(long Offset, int Bytes);

/// <summary>Reads and rewrites the file behind a journal.</summary>
internal static class JournalFile
{
    /// <summary>
    /// Reads all lines. A last line that is not whole was being written when the process died, before its publisher got an answer, or the
    /// file was cut.
    /// </summary>
    /// <returns>The sum of the lines, and the beginning of the last one when it is not whole.</returns>
    /// <exception cref="InvalidDataException">Another line is damaged.</exception>
    public static (JournalIndex Index, JournalCut? Cut) Read(string path)
    {
        var content = File.Exists(path) ? File.ReadAllBytes(path) : [];
        var index = new JournalIndex();
        var rest = content.AsSpan();
        for (var number = 1; !rest.IsEmpty; number++)
        {
            var end = rest.IndexOf((byte)'\n');
            if (end < 0)
            {
                if (JournalLine.TryRead(rest) is not { Operation: not JournalOperation.None } last)
                {
                    return (index, new JournalCut(content.Length - rest.Length, rest.Length));
                }
                index.Apply(last);
                break;
            }
            var line = JournalLine.TryRead(rest[..end]);
            if (line is null || line.Operation == JournalOperation.None)
            {
                throw new InvalidDataException(
                    $"Line {number} of the event journal {path} is damaged. Repair it, or delete the file and lose its events.");
            }
            index.Apply(line);
            rest = rest[(end + 1)..];
        }
        return (index, null);
    }

    /// <summary>Appends all lines or, when that fails, none: a part of a line would spoil the lines after it.</summary>
    public static void Append(FileStream file, IEnumerable<JournalLine> lines, bool flushToDisk)
    {
        using var content = new MemoryStream();
        foreach (var line in lines)
        {
            content.Write(line.ToBytes());
        }
        var length = file.Position;
        try
        {
            file.Write(content.GetBuffer(), 0, (int)content.Length);
            file.Flush(flushToDisk);
        }
        catch (IOException)
        {
            file.SetLength(length);
            throw;
        }
    }

    /// <summary>Replaces the file by one with only the lines that count, in one step. Gives the new one, open at its end.</summary>
    public static FileStream Rewrite(string path, JournalIndex index)
    {
        var temporary = path + ".new";
        // Without a buffer, nothing of a failed write can turn up later.
        var rewritten = new FileStream(temporary, FileMode.Create, FileAccess.Write, FileShare.Read | FileShare.Delete, bufferSize: 0);
        try
        {
            Append(rewritten, index.Lines(), flushToDisk: true);
            File.Move(temporary, path, overwrite: true);
            return rewritten;
        }
        catch
        {
            rewritten.Dispose();
            throw;
        }
    }
}
