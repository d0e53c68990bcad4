using RingRift.Azure.Storage;

namespace RingRift.Azure.EventLog;

/// <summary>Where an index says an event is. A hint: the log decides whether it is true.</summary>
/// <param name="CorrelationId">Chain of the event.</param>
/// <param name="EventId">The event.</param>
/// <param name="Type">Its type, by its wire name.</param>
/// <param name="Published">When it was published (UTC).</param>
internal sealed record EventIndexEntry(string CorrelationId, string EventId, string Type, DateTimeOffset Published)
{
    /// <summary>Order of a merged index: newest first, then by id.</summary>
    public static int Compare(EventIndexEntry left, EventIndexEntry right)
    {
        var byTime = right.Published.CompareTo(left.Published);
        return byTime != 0 ? byTime : string.CompareOrdinal(TableKeys.Of(left.EventId), TableKeys.Of(right.EventId));
    }
}
