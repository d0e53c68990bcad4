using Microsoft.Extensions.Logging;

namespace RingRift.FunctionsRuntime.Queues;

internal sealed partial class QueueListener
{
    [LoggerMessage(1, LogLevel.Warning, "{Function}: queue {Queue} cannot be read; it is tried again")]
    private partial void LogUnreachable(Exception exception, string function, string queue);
}
