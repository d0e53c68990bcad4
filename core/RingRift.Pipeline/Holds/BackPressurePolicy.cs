using RingRift.Eventing.Clocks;
using RingRift.Eventing.Events;
using RingRift.Eventing.Handling;
using RingRift.Eventing.Records;

namespace RingRift.Pipeline.Holds;

/// <summary>
/// Hysteresis over queue depths: pressure begins at the upper limit, ends at the lower one, and is a lease in between, so that it ends by
/// itself when nobody measures any more (K13).
/// </summary>
public sealed class BackPressurePolicy(BackPressureOptions options)
{
    /// <summary>Scope of the events: the queues serve every config.</summary>
    public const string Scope = "cluster";

    /// <summary>Decides about a measurement.</summary>
    /// <param name="state">What was; null before the first.</param>
    /// <param name="depths">Messages by queue.</param>
    /// <param name="now">When they were counted.</param>
    public Decision<BackPressureState>.Accept Measure(BackPressureState? state, IReadOnlyDictionary<string, int> depths, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(depths);
        var drafts = new List<EventDraft>();
        var queues = new List<QueuePressure>(depths.Count);
        foreach (var (queue, depth) in depths)
        {
            var before = state?.Queues.FirstOrDefault(other => other.Queue == queue);
            var after = Of(queue, depth, before, now);
            queues.Add(after);
            if (after.Since is null != before?.Since is null)
            {
                drafts.Add(Told(after));
            }
        }

        return new(new BackPressureState(now, queues) { Further = state?.Further }, drafts);
    }

    private QueuePressure Of(string queue, int depth, QueuePressure? before, DateTimeOffset now)
    {
        var (activate, release) = options.LimitsOf(queue);
        var active = depth >= activate || before?.Since is not null && depth > release;
        return new QueuePressure(
            queue, depth, active ? before?.Since ?? now : null, active ? now + options.Lease : null)
        { Further = before?.Further };
    }

    private EventDraft Told(QueuePressure queue)
    {
        var (activate, release) = options.LimitsOf(queue.Queue);
        return queue.Since is null
            ? Draft(BackpressureReleased.From(Pressure(queue, release)))
            : Draft(Pressure(queue, activate));
    }

    private static BackpressureActivated Pressure(QueuePressure queue, int limit) =>
        new BackpressureActivated { Scope = Scope, Queue = queue.Queue, Depth = queue.Depth, Limit = limit };

    private static EventDraft Draft<TPayload>(TPayload payload)
        where TPayload : class, IEventPayload => EventDraft.Of(payload, "back-pressure", "back-pressure");
}

/// <summary>The pressure of all queues, as last measured.</summary>
/// <param name="Measured">When (UTC).</param>
/// <param name="Queues">The queues, in the order of <see cref="BackPressureOptions.Queues"/>.</param>
public sealed record BackPressureState(DateTimeOffset Measured, IReadOnlyList<QueuePressure> Queues) : StoredRecord
{
    /// <summary>
    /// The first queue that holds back new work at a time; null for none. A measurement of the future holds nothing back.
    /// </summary>
    public QueuePressure? Pressed(DateTimeOffset now) => Measured.IsAhead(now) ? null : Queues.FirstOrDefault(queue => queue.IsActive(now));
}

/// <summary>The pressure of one queue.</summary>
/// <param name="Queue">Name of the queue.</param>
/// <param name="Depth">Messages at the newest measurement.</param>
/// <param name="Since">When the pressure began (UTC); null without pressure.</param>
/// <param name="Until">When it ends without a new measurement (UTC); null without pressure.</param>
public sealed record QueuePressure(string Queue, int Depth, DateTimeOffset? Since = null, DateTimeOffset? Until = null) : StoredRecord
{
    /// <summary>Whether the queue holds back new work at a time.</summary>
    public bool IsActive(DateTimeOffset now) => Until > now;
}
