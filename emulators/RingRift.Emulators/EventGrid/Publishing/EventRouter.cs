using RingRift.Emulators.EventGrid.Delivery;
using RingRift.Emulators.EventGrid.Events;
using RingRift.Emulators.EventGrid.Journal;

namespace RingRift.Emulators.EventGrid.Publishing;

/// <summary>Gives published events to the subscriptions that want them, after the journal has them.</summary>
internal sealed class EventRouter(IReadOnlyList<SubscriptionPump> pumps, IEventJournal journal, long lastNumber, TimeProvider time)
{
    private long _number = lastNumber;
    private long _accepted;

    /// <summary>Events accepted since the start.</summary>
    public long Accepted => Interlocked.Read(ref _accepted);

    /// <summary>Completes when the events are safe and on their way.</summary>
    public async Task AcceptAsync(string topic, IReadOnlyList<CloudEventDocument> events)
    {
        var now = time.GetUtcNow();
        var wanted = new List<(AcceptedEvent Event, IReadOnlyList<SubscriptionPump> Pumps)>();
        foreach (var document in events)
        {
            var takers = pumps.Where(pump => pump.Subscription.Wants(topic, document)).ToList();
            if (takers.Count > 0)
            {
                var names = takers.ConvertAll(pump => pump.Subscription.Name);
                wanted.Add((new AcceptedEvent(Interlocked.Increment(ref _number), topic, now, document, names), takers));
            }
        }
        if (wanted.Count > 0)
        {
            await journal.AcceptAsync(wanted.ConvertAll(one => one.Event));
        }
        Interlocked.Add(ref _accepted, events.Count);
        foreach (var (accepted, takers) in wanted)
        {
            foreach (var pump in takers)
            {
                pump.AddNew(new PendingDelivery(accepted.Number, accepted.Event, now) { AliveSince = now });
            }
        }
    }
}
