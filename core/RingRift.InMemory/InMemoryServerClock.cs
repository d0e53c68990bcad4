using RingRift.Eventing.Clocks;

namespace RingRift.InMemory;

/// <summary>What is kept in memory has the clock of its process, and another one when it is told so.</summary>
public sealed class InMemoryServerClock : IServerClock
{
    /// <summary>What the server says; null for no clock of its own.</summary>
    public DateTimeOffset? Says { get; set; }

    /// <inheritdoc/>
    public Task<DateTimeOffset?> ReadAsync(CancellationToken cancellationToken) => Task.FromResult(Says);
}
