using Microsoft.Extensions.Hosting;

namespace RingRift.Hosting;

/// <summary>
/// Leaves Ctrl-C and other signals to the program around a web host, which ends it by itself: it has to answer until those that depend on
/// it have stopped.
/// </summary>
public sealed class EmbeddedLifetime : IHostLifetime
{
    /// <inheritdoc/>
    public Task WaitForStartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <inheritdoc/>
    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
