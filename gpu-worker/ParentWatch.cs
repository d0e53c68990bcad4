using System.Diagnostics;
using Microsoft.Extensions.Hosting;
using RingRift.GpuWorker.CommandLine;
using RingRift.GpuWorker.Drain;

namespace RingRift.GpuWorker;

/// <summary>Stops the worker when the process that started it is gone, so that a killed command leaves nothing running.</summary>
public sealed class ParentWatch(WorkerArguments arguments, WorkerDrain drain) : BackgroundService
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

        drain.Begin($"process {id} is gone");
    }
}
