using RingRift.Emulators.EventGrid.Delivery;

namespace RingRift.Emulators.EventGrid.Journal;

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
