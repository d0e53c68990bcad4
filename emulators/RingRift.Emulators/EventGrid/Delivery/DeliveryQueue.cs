using RingRift.Emulators.EventGrid.Events;

namespace RingRift.Emulators.EventGrid.Delivery;

/// <summary>
/// The deliveries that wait for one subscription, by due time, with a limit on those that are on the way. Not safe for several threads.
/// </summary>
internal sealed class DeliveryQueue(int mostInFlight)
{
    private readonly PriorityQueue<PendingDelivery, (DateTimeOffset Due, long Order)> _waiting = new();
    private long _order;

    public int InFlight { get; private set; }

    public int Pending => _waiting.Count + InFlight;

    /// <summary>When the first waiting delivery is due; null when none waits.</summary>
    public DateTimeOffset? NextDue => _waiting.TryPeek(out var first, out _) ? first.Due : null;

    /// <summary>Whether one more could go out now.</summary>
    public bool HasDue(DateTimeOffset now) => InFlight < mostInFlight && NextDue <= now;

    public void Add(PendingDelivery delivery) => _waiting.Enqueue(delivery, (delivery.Due, _order++));

    /// <summary>Sends the first due delivery on its way.</summary>
    public PendingDelivery? Take(DateTimeOffset now)
    {
        if (!HasDue(now))
        {
            return null;
        }
        InFlight++;
        return _waiting.Dequeue();
    }

    /// <summary>A delivery has come back, done or not.</summary>
    public void Return() => InFlight--;
}
