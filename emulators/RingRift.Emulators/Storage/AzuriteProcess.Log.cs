using Microsoft.Extensions.Logging;

namespace RingRift.Emulators.Storage;

public sealed partial class AzuriteProcess
{
    [LoggerMessage(10, LogLevel.Information, "Azurite listens: blobs {Blob}, queues {Queue}, tables {Table}; data in {Data}")]
    private static partial void LogStarted(ILogger logger, Uri blob, Uri queue, Uri table, string data);

    [LoggerMessage(11, LogLevel.Warning, "Azurite did not end within {Patience} and was killed")]
    private static partial void LogKilled(ILogger logger, TimeSpan patience);
}
