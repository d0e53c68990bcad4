using RingRift.Eventing.Records;

namespace RingRift.Pipeline.Operations.Queues;

/// <summary>The messages of a queue.</summary>
/// <param name="Visible">Messages that anybody may take.</param>
/// <param name="InFlight">Messages that somebody works on, or that are put off.</param>
public sealed record QueueLoad(int Visible, int InFlight) : StoredRecord
{
    /// <summary>All of them.</summary>
    public int Messages => Visible + InFlight;
}
