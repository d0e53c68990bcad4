namespace RingRift.Eventing.Artifacts;

/// <summary>Files for bytes that may outgrow memory: they vanish when they are closed, and when their process is killed.</summary>
public static class TemporaryFile
{
    private const int BufferBytes = 81920;

    /// <summary>An empty file to write and read.</summary>
    public static FileStream Create()
    {
        var path = Path.Combine(Path.GetTempPath(), $"ringrift-{Path.GetRandomFileName()}");
        if (OperatingSystem.IsWindows())
        {
            return Open(path, FileOptions.DeleteOnClose);
        }

        // An open file needs no name, and without one nothing is left of it however its process ends.
        var file = Open(path, FileOptions.None);
        File.Delete(path);
        return file;
    }

    private static FileStream Open(string path, FileOptions options) =>
        new(path, FileMode.CreateNew, FileAccess.ReadWrite, FileShare.None, BufferBytes, options | FileOptions.Asynchronous);
}
