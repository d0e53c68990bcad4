namespace RingRift.Files;

/// <summary>
/// Files that somebody named as input. A pipe or a device is refused: opening one may wait for ever, and reading one may never end.
/// </summary>
public static class InputFile
{
    /// <summary>Opens a file for reading.</summary>
    /// <exception cref="IOException">It is not there, cannot be read, or is no file.</exception>
    /// <exception cref="UnauthorizedAccessException">Reading it is not permitted.</exception>
    public static FileStream OpenRead(string path)
    {
        if (Directory.Exists(path))
        {
            throw new IOException($"'{path}' is a folder; it must be a file");
        }

        if (UnixStatus.Of(path, follow: true) is { Kind: not UnixStatus.RegularFile } other)
        {
            throw new IOException($"'{path}' is {Describe(other.Kind)}; it must be a file");
        }

        return File.OpenRead(path);
    }

    private static string Describe(int kind) => kind switch
    {
        UnixStatus.Pipe => "a pipe",
        UnixStatus.Socket => "a socket",
        _ => "a device",
    };
}
