using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using RingRift.GpuWorker.Status;

namespace RingRift.GpuWorker.Drain;

/// <summary>
/// Ends the worker in good order, whoever asks for it: no more jobs, a last checkpoint, lease and message given back. Signals reach the
/// host by themselves; this class only notes them.
/// </summary>
public sealed partial class WorkerDrain(WorkerStatus status, IHostApplicationLifetime lifetime, ILogger<WorkerDrain> logger)
    : IHostedService
{
    /// <summary>Begins to end the worker. Only the first reason counts.</summary>
    /// <param name="reason">Why, for people.</param>
    public void Begin(string reason)
    {
        Note(reason);
        lifetime.StopApplication();
    }

    /// <inheritdoc/>
    public Task StartAsync(CancellationToken cancellationToken)
    {
        lifetime.ApplicationStopping.Register(() => Note("the process was told to stop"));
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    private void Note(string reason)
    {
        if (status.Drain(reason))
        {
            LogDraining(reason);
        }
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "the worker stops: {Reason}")]
    private partial void LogDraining(string reason);
}
