using Microsoft.Extensions.Logging;

namespace RingRift.GpuWorker.Jobs;

public sealed partial class SelfPlayJob
{
    [LoggerMessage(Level = LogLevel.Warning, Message = "{Warning}")]
    private partial void LogWarning(string warning);

    [LoggerMessage(Level = LogLevel.Information, Message = "{Job}: plays with {Newest}, which came after {Named}")]
    private partial void LogNewer(string job, string newest, string named);

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Job}: part {Part} cannot be read; its games are played again")]
    private partial void LogUnreadable(Exception error, string job, string part);

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Job}: finished games could not be stored; it is tried again")]
    private partial void LogStoredLater(Exception error, string job);

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Job}: the last games could not be stored; they will be played again")]
    private partial void LogNotStored(Exception error, string job);
}
