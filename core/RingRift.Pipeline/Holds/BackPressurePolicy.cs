using RingRift.Eventing.Events;
using RingRift.Eventing.Handling;

namespace RingRift.Pipeline.Holds;

/// <summary>
/// Hysteresis over queue depths: pressure begins at the upper limit, ends at the lower one, and is a lease in between, so that it ends by itself
/// when nobody measures any more (K13).
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
        return new QueuePressure(queue, depth, active ? before?.Since ?? now : null, active ? now + options.Lease : null) { Further = before?.Further };
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
