namespace RingRift.Azure.Artifacts;

/// <summary>Files that vanish when they are closed.</summary>
internal static class TemporaryFile
{
    private const int BufferBytes = 81920;

    public static FileStream Create() => new(
        Path.Combine(Path.GetTempPath(), $"ringrift-{Path.GetRandomFileName()}"),
        FileMode.CreateNew,
        FileAccess.ReadWrite,
        FileShare.None,
        BufferBytes,
        FileOptions.DeleteOnClose | FileOptions.Asynchronous);
}
