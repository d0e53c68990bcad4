using RingRift.Emulators.EventGrid.Events;

namespace RingRift.Emulators.EventGrid.Journal;

/// <summary>The sum of the lines of a journal: the events that somebody still has to get. Not safe for several threads.</summary>
internal sealed class JournalIndex
{
    private readonly SortedDictionary<long, Entry> _entries = [];

    /// <summary>Events still to be delivered.</summary>
    public int Count => _entries.Count;

    /// <summary>The greatest number seen.</summary>
    public long LastNumber { get; private set; }

    /// <summary>Takes the next line.</summary>
    public void Apply(JournalLine line)
    {
        LastNumber = Math.Max(LastNumber, line.Number);
        switch (line.Operation)
        {
            case JournalOperation.Accepted:
                _entries[line.Number] = new Entry(line);
                break;
            case JournalOperation.Attempted when _entries.TryGetValue(line.Number, out var entry):
                entry.Open[line.Subscription!] = line;
                break;
            case JournalOperation.Done when _entries.TryGetValue(line.Number, out var entry):
                entry.Open.Remove(line.Subscription!);
                if (entry.Open.Count == 0)
                {
                    _entries.Remove(line.Number);
                }
                break;
        }
    }

    /// <summary>The fewest lines that amount to the same.</summary>
    public IEnumerable<JournalLine> Lines()
    {
        foreach (var entry in _entries.Values)
        {
            yield return entry.Accepted with { Subscriptions = [.. entry.Open.Keys] };
            foreach (var attempted in entry.Open.Values.OfType<JournalLine>())
            {
                yield return attempted;
            }
        }
    }

    /// <summary>The deliveries still to make. Time to live counts from <paramref name="now"/>: nothing could be delivered before.</summary>
    public IEnumerable<(string Subscription, PendingDelivery Delivery)> Deliveries(DateTimeOffset now) =>
        from entry in _entries.Values
        let document = CloudEventDocument.Create(entry.Accepted.Event!.Value)
        from open in entry.Open
        select (open.Key, Restore(entry.Accepted, document, open.Value, now));

    private static PendingDelivery Restore(JournalLine accepted, CloudEventDocument document, JournalLine? attempted, DateTimeOffset now) =>
        new(accepted.Number, document, accepted.PublishTime)
        {
            AliveSince = now,
            Attempts = attempted?.Attempts ?? 0,
            LastOutcome = attempted?.LastOutcome,
            Due = attempted?.Due ?? now,
            DeadLetterReason = attempted?.DeadLetterReason,
            DeadLetterSince = now,
        };

    private sealed class Entry(JournalLine accepted)
    {
        public JournalLine Accepted => accepted;

        /// <summary>The last failed attempt of each subscription that is not done; null before the first.</summary>
        public Dictionary<string, JournalLine?> Open { get; } =
            accepted.Subscriptions!.ToDictionary(name => name, _ => (JournalLine?)null, StringComparer.OrdinalIgnoreCase);
    }
}
