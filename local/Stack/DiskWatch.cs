using System.Globalization;
using RingRift.Local.Arguments;

namespace RingRift.Local.Stack;

/// <summary>
/// Looks whether a stack can go on writing into its folder, and ends it with the reason while there is still room to put everything away:
/// what fails for want of room would use up the attempts of jobs, one after another.
/// </summary>
internal sealed class DiskWatch : IAsyncDisposable
{
    /// <summary>
    /// Room that must be left: what is written in a few seconds, a file of samples or a checkpoint of the largest network among it.
    /// </summary>
    public const long Reserve = 64 * Mega;

    private const long Mega = 1_000_000;

    // Errors of the operating system, as .NET passes them on: no space, no quota (Linux, macOS), read-only, and Windows' two for a full
    // disk.
    private static readonly HashSet<int> NoSpace = [28, 122, 69, unchecked((int)0x80070070), unchecked((int)0x80070027)];
    private static readonly HashSet<int> ReadOnly = [30, unchecked((int)0x80070013)];
    private static readonly TimeSpan BetweenLooks = TimeSpan.FromSeconds(2);

    private readonly string _folder;
    private readonly long _reserve;
    private readonly TimeProvider _clock;
    private readonly CancellationTokenSource _stopping = new();

    private DiskWatch(string folder, long reserve, TimeProvider clock)
    {
        (_folder, _reserve, _clock) = (folder, reserve, clock);
        Require();
        Completion = Task.Run(LookAsync);
    }

    /// <summary>Ends with an error when nothing can be written any more, otherwise only with the stack.</summary>
    public Task Completion { get; }

    /// <summary>Looks once, and goes on looking.</summary>
    /// <exception cref="CommandException">There is no room in the folder, or it cannot be written.</exception>
    public static DiskWatch Start(string folder, long reserve, TimeProvider clock) => new(folder, reserve, clock);

    public async ValueTask DisposeAsync()
    {
        await _stopping.CancelAsync().ConfigureAwait(false);
        await Completion.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _stopping.Dispose();
    }

    private async Task LookAsync()
    {
        while (!_stopping.IsCancellationRequested)
        {
            Require();
            await Task.Delay(BetweenLooks, _clock, _stopping.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private void Require()
    {
        // Storage writes each of its databases anew beside the old one.
        var needed = _reserve + Databases().Select(file => file.Length).DefaultIfEmpty().Max();
        var free = new DriveInfo(_folder).AvailableFreeSpace;
        if (free < needed)
        {
            throw new CommandException(string.Create(
                CultureInfo.InvariantCulture,
                $"the disk of {_folder} is full: {free / Mega} MB free, {needed / Mega} MB needed; make room and start again, which goes on"));
        }

        TryToWrite();
    }

    private IEnumerable<FileInfo> Databases()
    {
        var storage = new DirectoryInfo(Path.Combine(_folder, "storage"));
        return storage.Exists ? storage.EnumerateFiles("*.json") : [];
    }

    /// <summary>Quotas and disks that turned read-only do not show in the free space.</summary>
    private void TryToWrite()
    {
        var probe = Path.Combine(_folder, "disk.probe");
        try
        {
            File.WriteAllBytes(probe, new byte[4096]);
            File.Delete(probe);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new CommandException($"{Reason(exception)}; mend it and start again, which goes on", exception);
        }
    }

    private string Reason(Exception exception) => (exception as IOException ?? exception.InnerException as IOException)?.HResult switch
    {
        { } error when NoSpace.Contains(error) => $"the disk of {_folder} is full, or your quota of it is used up: {exception.Message}",
        { } error when ReadOnly.Contains(error) => $"the disk of {_folder} has become read-only: {exception.Message}",
        _ => $"{_folder} cannot be written: {exception.Message}",
    };
}
