using System.Threading.Channels;
using Microsoft.Extensions.Logging;
using RingRift.Emulators.EventGrid.Events;

namespace RingRift.Emulators.EventGrid.Journal;

/// <summary>
/// An append-only file of JSON lines. A publisher's 200 is given after its lines have been forced to the disk; many publishers share
/// one such flush. The file is rewritten when most of it is about events that are done.
/// </summary>
internal sealed partial class FileJournal : IEventJournal
{
    private const string FileName = "events.journal";
    private const string LockName = "events.lock";
    private const long DefaultCompactAbove = 16 * 1024 * 1024;

    private readonly string _path;
    private readonly JournalIndex _index;
    private readonly long _compactAbove;
    private readonly ILogger _logger;
    private readonly Channel<Request> _requests = Channel.CreateUnbounded<Request>(new UnboundedChannelOptions { SingleReader = true });
    private readonly FileStream _lock;
    private readonly Task _writing;
    private FileStream _file;
    private long _compactAt;

    private FileJournal(string path, FileStream held, FileStream file, JournalIndex index, long compactAbove, ILogger logger)
    {
        _compactAbove = compactAbove;
        _compactAt = compactAbove;
        _lock = held;
        _path = path;
        _file = file;
        _index = index;
        _logger = logger;
        LastNumber = index.LastNumber;
        _writing = WriteAsync();
    }

    private readonly record struct Request(IReadOnlyList<JournalLine> Lines, TaskCompletionSource? Safe);

    /// <summary>The greatest number an event has had when the journal was opened.</summary>
    public long LastNumber { get; }

    /// <summary>Opens the folder's journal and gives the events that were not delivered when it was closed or its process died.</summary>
    /// <exception cref="InvalidDataException">A line before the last is damaged; nothing is overwritten.</exception>
    /// <exception cref="IOException">Another emulator uses the folder.</exception>
    public static (FileJournal Journal, IReadOnlyList<(string Subscription, PendingDelivery Delivery)> Undelivered) Open(
        string folder, DateTimeOffset now, ILogger logger, long compactAbove = DefaultCompactAbove)
    {
        Directory.CreateDirectory(folder);
        // A file of its own, because the journal's is replaced from time to time.
        var held = new FileStream(Path.Combine(folder, LockName), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        try
        {
            var path = Path.Combine(folder, FileName);
            var (index, cut) = JournalFile.Read(path);
            if (cut is { } torn)
            {
                LogCut(logger, path, torn.Offset, torn.Bytes, index.Count);
            }

            var file = JournalFile.Rewrite(path, index);
            return (new FileJournal(path, held, file, index, compactAbove, logger), [.. index.Deliveries(now)]);
        }
        catch
        {
            held.Dispose();
            throw;
        }
    }

    public Task AcceptAsync(IReadOnlyList<AcceptedEvent> events)
    {
        var safe = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        return _requests.Writer.TryWrite(new Request([.. events.Select(JournalLine.Accepted)], safe))
            ? safe.Task
            : throw new ObjectDisposedException(nameof(FileJournal));
    }

    public void Attempted(PendingDelivery delivery, string subscription) =>
        _requests.Writer.TryWrite(new Request([JournalLine.Attempted(delivery, subscription)], null));

    public void Done(long number, string subscription) =>
        _requests.Writer.TryWrite(new Request([JournalLine.Done(number, subscription)], null));

    public async ValueTask DisposeAsync()
    {
        _requests.Writer.TryComplete();
        await _writing;
        await _file.DisposeAsync();
        await _lock.DisposeAsync();
    }

    private async Task WriteAsync()
    {
        var batch = new List<Request>();
        while (await _requests.Reader.WaitToReadAsync())
        {
            while (_requests.Reader.TryRead(out var request))
            {
                batch.Add(request);
            }
            WriteBatch(batch);
            batch.Clear();
        }
    }

    private void WriteBatch(List<Request> batch)
    {
        try
        {
            var lines = batch.SelectMany(request => request.Lines).ToList();
            JournalFile.Append(_file, lines, flushToDisk: batch.Exists(request => request.Safe is not null));
            lines.ForEach(_index.Apply);
            batch.ForEach(request => request.Safe?.TrySetResult());
            CompactWhenWorthwhile();
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or ObjectDisposedException)
        {
            // Publishers are refused until the disk takes lines again; events that are done may be delivered once more in the next life.
            LogWriteFailed(error, _path);
            batch.ForEach(request => request.Safe?.TrySetException(error));
        }
    }

    private void CompactWhenWorthwhile()
    {
        if (_file.Length < _compactAt)
        {
            return;
        }
        // The old file stays in use if the new one cannot be written.
        var rewritten = JournalFile.Rewrite(_path, _index);
        _file.Dispose();
        _file = rewritten;
        _compactAt = Math.Max(_compactAbove, 2 * _file.Length);
        LogCompacted(_path, _file.Length);
    }

    [LoggerMessage(50, LogLevel.Error, "The event journal {Path} could not be written")]
    private partial void LogWriteFailed(Exception error, string path);

    [LoggerMessage(
        52,
        LogLevel.Warning,
        "The event journal {Path} ends in the middle of a line: {Bytes} bytes from byte {Offset} on are dropped, "
            + "{Events} events before them are kept")]
    private static partial void LogCut(ILogger logger, string path, long offset, int bytes, int events);

    [LoggerMessage(51, LogLevel.Debug, "The event journal {Path} was rewritten to {Bytes} bytes")]
    private partial void LogCompacted(string path, long bytes);
}
