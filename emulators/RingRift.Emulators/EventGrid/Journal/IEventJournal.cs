using RingRift.Emulators.EventGrid.Delivery;

namespace RingRift.Emulators.EventGrid.Journal;

/// <summary>Remembers accepted events until they are delivered.</summary>
internal interface IEventJournal : IAsyncDisposable
{
    /// <summary>Completes when the events are safe.</summary>
    Task AcceptAsync(IReadOnlyList<AcceptedEvent> events);

    /// <summary>An attempt has failed; a loss of this record only costs the count of attempts.</summary>
    void Attempted(PendingDelivery delivery, string subscription);

    /// <summary>The event is delivered, dead-lettered or dropped; a loss of this record only costs a duplicate.</summary>
    void Done(long number, string subscription);
}
