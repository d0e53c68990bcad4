using Microsoft.Extensions.Logging;
using RingRift.Pipeline.Jobs;

namespace RingRift.GpuWorker.Jobs;

/// <summary>Reports how far a job is. A board that cannot be reached stops no job.</summary>
internal sealed partial class Heartbeat(IProgressBoard board, TimeProvider time, string stage, JobLease lease, ILogger logger)
{
    public async Task ReportAsync(long done, long total, Dictionary<string, double> figures, CancellationToken cancellationToken)
    {
        lease.Status?.Beat();
        figures["attempt"] = lease.Attempt;
        try
        {
            await board.ReportAsync(
                new JobProgress
                {
                    JobId = lease.Order.JobId,
                    Config = lease.Order.Payload.Config,
                    Iteration = lease.Order.Payload.Iteration,
                    Stage = stage,
                    Done = done,
                    Total = total,
                    Time = time.GetUtcNow(),
                    Figures = figures,
                    Note = lease.Status?.Current.Rungs,
                },
                cancellationToken);
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            LogNotReported(e, lease.Order.JobId);
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Job}: the heartbeat could not be written")]
    private partial void LogNotReported(Exception error, string job);
}
