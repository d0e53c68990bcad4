using Microsoft.Extensions.Logging;

namespace RingRift.Pipeline.Stages.Succession;

public sealed partial class IterationSuccession
{
    [LoggerMessage(Level = LogLevel.Warning, Message = "The run of {Config} stops: {Reason}")]
    private partial void LogStopped(string config, string reason);
}
