using Microsoft.Extensions.Logging;

namespace RingRift.FunctionsRuntime.Queues;

internal sealed partial class QueueMessageRunner
{
    [LoggerMessage(1, LogLevel.Warning, "{Function}: message {MessageId} was tried {Count} times; it is in {Queue} now")]
    private partial void LogPoison(string function, string messageId, long count, string queue);

    [LoggerMessage(2, LogLevel.Warning, "{Function}: message {MessageId} is not in the encoding host.json names; it is in {Queue} now")]
    private partial void LogNotReadable(string function, string messageId, string queue);

    [LoggerMessage(3, LogLevel.Warning, "{Function}: message {MessageId} could not be settled; it will be seen again")]
    private partial void LogNotSettled(Exception exception, string function, string messageId);

    [LoggerMessage(4, LogLevel.Warning, "{Function}: message {MessageId} could not be kept hidden; it is tried again")]
    private partial void LogNotRenewed(Exception exception, string function, string messageId);
}
