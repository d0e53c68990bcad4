using Microsoft.Extensions.Hosting;

namespace RingRift.Emulators.EventGrid;

/// <summary>Leaves Ctrl-C to the program around: the emulator must outlive those who still publish while they stop.</summary>
internal sealed class EmbeddedLifetime : IHostLifetime
{
    public Task WaitForStartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
