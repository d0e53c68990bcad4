using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace RingRift.GpuWorker.SelfTest;

/// <summary>Runs all checks once, before the first job.</summary>
public sealed partial class WorkerSelfTest(IEnumerable<ISelfTestCheck> checks, IOptions<SelfTestOptions> options, TimeProvider time, ILogger<WorkerSelfTest> logger)
{
    /// <summary>Runs them.</summary>
    /// <param name="stopping">Stops between two checks; what comes back then is not complete.</param>
    /// <returns>What is wrong; empty when nothing is.</returns>
    public IReadOnlyList<string> Run(CancellationToken stopping)
    {
        if (!options.Value.Enabled)
        {
            LogSkipped();
            return [];
        }

        var started = time.GetTimestamp();
        var network = new SelfTestNetwork(options.Value.Positions);
        var failures = new List<string>();
        foreach (var check in checks.TakeWhile(_ => !stopping.IsCancellationRequested))
        {
            if (RunOne(check, network) is { } failure)
            {
                failures.Add($"{check.Name}: {failure}");
            }
        }

        LogEnded(failures.Count, time.GetElapsedTime(started).TotalSeconds);
        return failures;
    }

    private string? RunOne(ISelfTestCheck check, SelfTestNetwork network)
    {
        try
        {
            var failure = check.Run(network);
            if (failure is not null)
            {
                LogFailed(check.Name, failure);
            }

            return failure;
        }
        catch (Exception e)
        {
            LogThrew(e, check.Name);
            return e.Message;
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "the self-test is switched off")]
    private partial void LogSkipped();

    [LoggerMessage(Level = LogLevel.Information, Message = "self-test ended after {Seconds:F1} s with {Failures} failures")]
    private partial void LogEnded(int failures, double seconds);

    [LoggerMessage(Level = LogLevel.Critical, Message = "self-test, {Check}: {Failure}")]
    private partial void LogFailed(string check, string failure);

    [LoggerMessage(Level = LogLevel.Critical, Message = "self-test, {Check}: it could not be made")]
    private partial void LogThrew(Exception error, string check);
}
