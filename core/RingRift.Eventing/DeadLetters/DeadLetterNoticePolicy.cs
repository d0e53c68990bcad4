using RingRift.Eventing.Catalogue;
using RingRift.Eventing.Events;
using RingRift.Eventing.Handling;

namespace RingRift.Eventing.DeadLetters;

/// <summary>
/// What is told about the dead letters of a consumer. Letters of these events themselves are never told: an event about dead letters that
/// is given up leads to no further one (K16).
/// </summary>
public static class DeadLetterNoticePolicy
{
    private const int MostReasonCharacters = 1000;

    private static readonly string[] Notices =
        [
            DataEventType.DlqStaleEvents.CatalogueName(), DataEventType.DlqEventsReplayed.CatalogueName(),
            DataEventType.DlqEventsPurged.CatalogueName()
        ];

    /// <summary>Whether a letter is one that people are told of.</summary>
    public static bool IsTold(DeadLetter letter)
    {
        ArgumentNullException.ThrowIfNull(letter);
        return !Notices.Contains(letter.EventType, StringComparer.Ordinal);
    }

    /// <summary>Letters were sent to their consumer again.</summary>
    /// <param name="state">What was told before; null when nothing was.</param>
    /// <param name="consumer">The consumer.</param>
    /// <param name="count">Letters, from 1.</param>
    /// <param name="replayId">Names the redrive.</param>
    public static Decision<ConsumerDeadLetters>.Accept Redriven(ConsumerDeadLetters? state, string consumer, int count, string replayId)
    {
        var before = state ?? new ConsumerDeadLetters(consumer);
        return new(before with { Redriven = before.Redriven + count }, Draft(consumer, new DlqEventsReplayed
        {
            Consumer = consumer,
            Count = count,
            ReplayId = replayId,
        }));
    }

    /// <summary>Letters were discarded.</summary>
    /// <param name="state">What was told before; null when nothing was.</param>
    /// <param name="consumer">The consumer.</param>
    /// <param name="count">Letters, from 1.</param>
    /// <param name="reason">Why.</param>
    public static Decision<ConsumerDeadLetters>.Accept Discarded(ConsumerDeadLetters? state, string consumer, int count, string reason)
    {
        var before = state ?? new ConsumerDeadLetters(consumer);
        return new(before with { Discarded = before.Discarded + count }, Draft(consumer, new DlqEventsPurged
        {
            Consumer = consumer,
            Count = count,
            Reason = DeadLetterText.Cut(reason, MostReasonCharacters),
        }));
    }

    /// <summary>Tells once that letters wait too long; null when that was told already, or none waits and none was told.</summary>
    /// <param name="state">What was told before; null when nothing was.</param>
    /// <param name="consumer">The consumer.</param>
    /// <param name="stale">Its letters that wait too long; null for none.</param>
    /// <param name="now">Now (UTC).</param>
    public static Decision<ConsumerDeadLetters>.Accept? Look(
        ConsumerDeadLetters? state, string consumer, StaleDeadLetters? stale, DateTimeOffset now)
    {
        var (waits, isTold) = (stale is not null, state?.StaleSince is not null);
        if (waits == isTold)
        {
            return null;
        }

        var before = state ?? new ConsumerDeadLetters(consumer);
        return stale is null
            ? new(before with { StaleSince = null })
            : new(
                before with { StaleSince = now },
                Draft(consumer, new DlqStaleEvents { Consumer = consumer, Count = stale.Count, Oldest = stale.Oldest }));
    }

    private static EventDraft Draft<TPayload>(string consumer, TPayload payload)
        where TPayload : class, IEventPayload
    {
        var partition = DeadLetterId.PartitionOf(consumer);
        return EventDraft.Of(payload, $"dead-letters/{partition}", $"dead-letters-{partition}");
    }
}
