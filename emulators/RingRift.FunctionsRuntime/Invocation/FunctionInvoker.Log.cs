using Microsoft.Extensions.Logging;

namespace RingRift.FunctionsRuntime.Invocation;

internal sealed partial class FunctionInvoker
{
    [LoggerMessage(1, LogLevel.Debug, "Executing {Function} ({InvocationId})")]
    private partial void LogExecuting(string function, string invocationId);

    [LoggerMessage(2, LogLevel.Information, "Executed {Function} ({InvocationId}) in {Milliseconds:0} ms")]
    private partial void LogExecuted(string function, string invocationId, double milliseconds);

    [LoggerMessage(3, LogLevel.Error, "Failed {Function} ({InvocationId}) after {Milliseconds:0} ms")]
    private partial void LogFailed(Exception exception, string function, string invocationId, double milliseconds);
}
