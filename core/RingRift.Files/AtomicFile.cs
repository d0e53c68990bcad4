namespace RingRift.Files;

/// <summary>
/// Writes files that another process may read at any moment: it sees what was there before or all of the new content, never a part.
/// </summary>
public static class AtomicFile
{
    /// <summary>Replaces a file in one step, or makes it. What is left when that fails is the file as it was.</summary>
    /// <param name="path">The file; its folder must be there.</param>
    /// <param name="content">All of its new content.</param>
    /// <exception cref="IOException">The folder cannot be written, or the disk is full.</exception>
    /// <exception cref="UnauthorizedAccessException">Writing there is not permitted.</exception>
    public static void Write(string path, ReadOnlySpan<byte> content)
    {
        // In the same folder, since only a move within a file system is one step.
        var draft = $"{path}.{Path.GetRandomFileName()}";
        var file = new FileStream(draft, FileMode.CreateNew, FileAccess.Write, FileShare.None, bufferSize: 0);
        try
        {
            using (file)
            {
                file.Write(content);

                // Without this a power cut may keep the new name and lose the content.
                file.Flush(flushToDisk: true);
            }

            File.Move(draft, path, overwrite: true);
        }
        catch
        {
            File.Delete(draft);
            throw;
        }
    }
}
