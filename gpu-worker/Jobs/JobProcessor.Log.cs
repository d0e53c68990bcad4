using Microsoft.Extensions.Logging;

namespace RingRift.GpuWorker.Jobs;

public sealed partial class JobProcessor
{
    [LoggerMessage(Level = LogLevel.Information, Message = "{Job}: claimed, attempt {Attempt}, going on from {Position}")]
    private partial void LogClaimed(string job, int attempt, long position);

    [LoggerMessage(Level = LogLevel.Information, Message = "{Job}: done in attempt {Attempt} after {Seconds:F1} s")]
    private partial void LogDone(string job, int attempt, double seconds);

    [LoggerMessage(Level = LogLevel.Information, Message = "{Job}: attempt {Attempt} given back, the worker stops")]
    private partial void LogReleased(string job, int attempt);

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Job}: attempt {Attempt} lost its lease and stops")]
    private partial void LogLost(string job, int attempt);

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Job}: attempt {Attempt} could not renew its lease; trying again")]
    private partial void LogNotRenewed(Exception error, string job, int attempt);

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Job}: attempt {Attempt} could not publish its start; it stays in the outbox")]
    private partial void LogNotAnnounced(Exception error, string job, int attempt);

    [LoggerMessage(Level = LogLevel.Error, Message = "{Job}: attempt {Attempt} failed")]
    private partial void LogError(Exception error, string job, int attempt);

    [LoggerMessage(Level = LogLevel.Error, Message = "a message in {Queue} is no job: {Reason}")]
    private partial void LogNoJob(string queue, string reason);
}
