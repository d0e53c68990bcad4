using RingRift.Eventing.Envelope;
using RingRift.Pipeline.Jobs;

namespace RingRift.InMemory;

/// <summary>Job queues in memory, with visibility by the given clock: a message that is not renewed appears again.</summary>
public sealed class InMemoryJobQueue(TimeProvider time) : IJobQueue
{
    private readonly Lock _lock = new();
    private readonly List<Entry> _entries = [];

    /// <summary>Messages of a queue, hidden ones too.</summary>
    public int Count(string queue)
    {
        lock (_lock)
        {
            return _entries.Count(entry => entry.Queue == queue);
        }
    }

    /// <summary>Messages of a queue that anybody may take now.</summary>
    public int CountVisible(string queue)
    {
        lock (_lock)
        {
            var now = time.GetUtcNow();
            return _entries.Count(entry => entry.Queue == queue && entry.VisibleAt <= now);
        }
    }

    /// <summary>When the oldest message of a queue that anybody may take now was put there; null where there is none.</summary>
    public DateTimeOffset? OldestVisible(string queue)
    {
        lock (_lock)
        {
            var now = time.GetUtcNow();
            return _entries.Where(entry => entry.Queue == queue && entry.VisibleAt <= now).Min(entry => (DateTimeOffset?)entry.SentAt);
        }
    }

    /// <summary>Puts an event into a queue, as an Event Grid subscription would.</summary>
    public void Send(string queue, EventEnvelope envelope)
    {
        ArgumentNullException.ThrowIfNull(envelope);
        Add(new Entry(queue, envelope, CloudEventWriter.Write(envelope), null));
    }

    /// <summary>Puts a body into a queue that is no event.</summary>
    public void SendMalformed(string queue, string body, string formatError) => Add(new Entry(queue, null, body, formatError));

    /// <inheritdoc/>
    public Task<IJobMessage?> ReceiveAsync(string queue, TimeSpan visibility, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        lock (_lock)
        {
            var now = time.GetUtcNow();
            var entry = _entries.Find(entry => entry.Queue == queue && entry.VisibleAt <= now);
            if (entry is null)
            {
                return Task.FromResult<IJobMessage?>(null);
            }

            entry.DequeueCount++;
            entry.Receipt++;
            entry.VisibleAt = now + visibility;
            return Task.FromResult<IJobMessage?>(new InMemoryJobMessage(this, entry));
        }
    }

    internal bool Hide(Entry entry, long receipt, TimeSpan visibility, out long renewed)
    {
        lock (_lock)
        {
            renewed = receipt;
            if (!Holds(entry, receipt))
            {
                return false;
            }

            renewed = ++entry.Receipt;
            entry.VisibleAt = time.GetUtcNow() + visibility;
            return true;
        }
    }

    internal bool Delete(Entry entry, long receipt)
    {
        lock (_lock)
        {
            return Holds(entry, receipt) && _entries.Remove(entry);
        }
    }

    private bool Holds(Entry entry, long receipt) => entry.Receipt == receipt && _entries.Contains(entry);

    private void Add(Entry entry)
    {
        lock (_lock)
        {
            entry.SentAt = time.GetUtcNow();
            _entries.Add(entry);
        }
    }

    internal sealed class Entry(string queue, EventEnvelope? envelope, string body, string? formatError)
    {
        public string Queue { get; } = queue;

        public EventEnvelope? Event { get; } = envelope;

        public string Body { get; } = body;

        public string? FormatError { get; } = formatError;

        public DateTimeOffset SentAt { get; set; }

        public DateTimeOffset VisibleAt { get; set; } = DateTimeOffset.MinValue;

        public long DequeueCount { get; set; }

        public long Receipt { get; set; }
    }
}
