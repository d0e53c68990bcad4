namespace RingRift.Files;

/// <summary>A lock between processes: whoever holds the file open alone. It is free again when its holder ends, however it ends.</summary>
public static class FileLock
{
    // What the system says when another process has the lock; anything else is no reason to wait.
    private const int WindowsSharing = 32;
    private const int MacWouldBlock = 35;
    private const int LinuxWouldBlock = 11;
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(200);

    /// <summary>Takes the lock; disposing the result gives it back. Null while another process has it.</summary>
    /// <exception cref="IOException">The file cannot be made or written.</exception>
    /// <exception cref="UnauthorizedAccessException">That is not permitted.</exception>
    public static IDisposable? TryTake(string path)
    {
        try
        {
            return new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException refused) when ((refused.HResult & 0xFFFF) == Held)
        {
            return null;
        }
    }

    /// <summary>Waits until the lock is ours; disposing the result gives it back.</summary>
    /// <exception cref="IOException">The file cannot be made or written.</exception>
    /// <exception cref="UnauthorizedAccessException">That is not permitted.</exception>
    public static async Task<IDisposable> TakeAsync(string path, CancellationToken cancellationToken)
    {
        IDisposable? taken;
        while ((taken = TryTake(path)) is null)
        {
            await Task.Delay(Pause, cancellationToken);
        }

        return taken;
    }

    private static int Held => OperatingSystem.IsWindows() ? WindowsSharing : OperatingSystem.IsMacOS() ? MacWouldBlock : LinuxWouldBlock;
}
