using RingRift.Pipeline.Operations.Redelivery;

namespace RingRift.InMemory;

/// <summary>Events to deliver again, in memory; whoever takes them delivers them.</summary>
public sealed class InMemoryRedeliveryQueue(FaultInjector faults) : IRedeliveryQueue
{
    private readonly Lock _lock = new();
    private readonly List<RedeliveryRequest> _waiting = [];

    /// <inheritdoc/>
    public Task SendAsync(RedeliveryRequest request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        cancellationToken.ThrowIfCancellationRequested();
        faults.Pass(FaultPoint.BeforeRedelivery);
        lock (_lock)
        {
            _waiting.Add(request);
        }

        faults.Pass(FaultPoint.AfterRedelivery);
        return Task.CompletedTask;
    }

    /// <summary>Takes everything that waits, in order.</summary>
    public IReadOnlyList<RedeliveryRequest> TakeAll()
    {
        lock (_lock)
        {
            RedeliveryRequest[] taken = [.. _waiting];
            _waiting.Clear();
            return taken;
        }
    }
}
