using System.Diagnostics;
using Microsoft.Extensions.Hosting;

namespace RingRift.Hosting;

/// <summary>Ends this process when the one that started it is gone, so that a killed parent leaves nothing running.</summary>
/// <param name="parent">Id of the process that started this one; null for no such bond.</param>
/// <param name="end">Begins to end this process. It is given the reason, for people.</param>
public sealed class ParentWatch(int? parent, Action<string> end) : BackgroundService
{
    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (parent is not { } id)
        {
            return;
        }

        try
        {
            using var process = Process.GetProcessById(id);
            await process.WaitForExitAsync(stoppingToken).ConfigureAwait(false);
        }
        catch (ArgumentException)
        {
            // It was gone before we looked.
        }
        catch (OperationCanceledException)
        {
            return;
        }

        end($"process {id} is gone");
    }
}
