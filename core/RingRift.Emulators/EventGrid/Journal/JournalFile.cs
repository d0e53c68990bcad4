namespace RingRift.Emulators.EventGrid.Journal;

/// <summary>Reads and rewrites the file behind a journal.</summary>
internal static class JournalFile
{
    /// <summary>
    /// Reads all lines. A last line that is not whole was being written when the process died, before its publisher got an answer, and
    /// is cut off.
    /// </summary>
    /// <exception cref="InvalidDataException">Another line is damaged.</exception>
    public static JournalIndex Read(string path)
    {
        var content = File.Exists(path) ? File.ReadAllBytes(path) : [];
        var index = new JournalIndex();
        var rest = content.AsSpan();
        for (var number = 1; !rest.IsEmpty; number++)
        {
            var end = rest.IndexOf((byte)'\n');
            if (end < 0)
            {
                break;
            }
            var line = JournalLine.TryRead(rest[..end]);
            if (line is null || line.Operation == JournalOperation.None)
            {
                throw new InvalidDataException($"Line {number} of the event journal {path} is damaged. Repair it, or delete the file and lose its events.");
            }
            index.Apply(line);
            rest = rest[(end + 1)..];
        }
        return index;
    }

    /// <summary>Replaces the file, which nobody has open, by one with only the lines that count, in one step. Gives the new one, open at its end.</summary>
    public static FileStream Rewrite(string path, JournalIndex index)
    {
        var temporary = path + ".new";
        var rewritten = new FileStream(temporary, FileMode.Create, FileAccess.ReadWrite, FileShare.Read | FileShare.Delete);
        try
        {
            foreach (var line in index.Lines())
            {
                rewritten.Write(line.ToBytes());
            }
            rewritten.Flush(flushToDisk: true);
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
