using System.Diagnostics;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using RingRift.FunctionsRuntime.Settings;

namespace RingRift.FunctionsRuntime.Hosting;

/// <summary>Stops the host when the process that started it is gone, so that a killed parent leaves nothing behind.</summary>
internal sealed partial class ParentWatch(RuntimeOptions options, IHostApplicationLifetime lifetime, ILogger<ParentWatch> logger)
    : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (options.ParentPid is not { } pid)
        {
            return;
        }

        try
        {
            using var parent = Process.GetProcessById(pid);
            await parent.WaitForExitAsync(stoppingToken);
        }
        catch (ArgumentException)
        {
            // No process of that id: it is gone already.
        }
        catch (OperationCanceledException)
        {
            return;
        }

        LogParentGone(pid);
        lifetime.StopApplication();
    }

    [LoggerMessage(1, LogLevel.Warning, "Parent process {Pid} is gone: stopping")]
    private partial void LogParentGone(int pid);
}
