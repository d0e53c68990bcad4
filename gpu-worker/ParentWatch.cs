using System.Diagnostics;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace RingRift.GpuWorker;

/// <summary>Stops the worker when the process that started it is gone, so that a killed command leaves nothing running.</summary>
public sealed partial class ParentWatch(WorkerArguments arguments, IHostApplicationLifetime lifetime, ILogger<ParentWatch> logger) : BackgroundService
{
    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (arguments.ParentProcess is not { } id)
        {
            return;
        }

        try
        {
            using var parent = Process.GetProcessById(id);
            await parent.WaitForExitAsync(stoppingToken);
        }
        catch (ArgumentException)
        {
            // It was gone before we looked.
        }

        LogGone(id);
        lifetime.StopApplication();
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "process {Parent} is gone; the worker stops")]
    private partial void LogGone(int parent);
}
