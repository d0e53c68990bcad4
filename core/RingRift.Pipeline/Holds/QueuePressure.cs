using RingRift.Eventing.Records;

namespace RingRift.Pipeline.Holds;

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
