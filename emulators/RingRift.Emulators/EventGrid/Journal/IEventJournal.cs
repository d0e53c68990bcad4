using RingRift.Emulators.EventGrid.Events;

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

/// <summary>An event with the subscriptions that want it, as it is written before the publisher gets its 200.</summary>
/// <param name="Number">Ascending; unique among the events of a journal.</param>
/// <param name="Topic">The topic's name.</param>
/// <param name="PublishTime">When it was accepted.</param>
/// <param name="Event">The event.</param>
/// <param name="Subscriptions">Names; at least one.</param>
internal sealed record AcceptedEvent(
    long Number, string Topic, DateTimeOffset PublishTime, CloudEventDocument Event, IReadOnlyList<string> Subscriptions);

/// <summary>Remembers nothing: events live as long as the emulator.</summary>
internal sealed class MemoryJournal : IEventJournal
{
    public Task AcceptAsync(IReadOnlyList<AcceptedEvent> events) => Task.CompletedTask;

    public void Attempted(PendingDelivery delivery, string subscription)
    {
    }

    public void Done(long number, string subscription)
    {
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
