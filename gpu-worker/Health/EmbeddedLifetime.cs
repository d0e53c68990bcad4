using Microsoft.Extensions.Hosting;

namespace RingRift.GpuWorker.Health;

/// <summary>Leaves signals to the worker around: its health has to be told until the last job is given back.</summary>
internal sealed class EmbeddedLifetime : IHostLifetime
{
    public Task WaitForStartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
