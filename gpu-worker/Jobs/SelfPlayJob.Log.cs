using Microsoft.Extensions.Logging;

namespace RingRift.GpuWorker.Jobs;

public sealed partial class SelfPlayJob
{
    [LoggerMessage(Level = LogLevel.Warning, Message = "{Warning}")]
    private partial void LogWarning(string warning);

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Job}: the last games could not be stored; they will be played again")]
    private partial void LogNotStored(Exception error, string job);
}
