using RingRift.Eventing.Envelope;

namespace RingRift.InMemory;

/// <summary>A transport that keeps what is published until somebody takes it; whoever takes decides about order and repetition.</summary>
public sealed class InMemoryEventBus(FaultInjector faults) : IEventPublisher
{
    private readonly Lock _lock = new();
    private readonly List<EventEnvelope> _waiting = [];
    private readonly List<EventEnvelope> _published = [];

    /// <summary>Everything ever published, repeats included.</summary>
    public IReadOnlyList<EventEnvelope> Published
    {
        get
        {
            lock (_lock)
            {
                return [.. _published];
            }
        }
    }

    /// <inheritdoc/>
    public Task PublishAsync(IReadOnlyList<EventEnvelope> events, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(events);
        faults.Pass(FaultPoint.BeforePublish);
        lock (_lock)
        {
            _waiting.AddRange(events);
            _published.AddRange(events);
        }

        faults.Pass(FaultPoint.AfterPublish);
        return Task.CompletedTask;
    }

    /// <summary>Takes everything that waits, in publishing order.</summary>
    public IReadOnlyList<EventEnvelope> TakeAll()
    {
        lock (_lock)
        {
            EventEnvelope[] taken = [.. _waiting];
            _waiting.Clear();
            return taken;
        }
    }
}
