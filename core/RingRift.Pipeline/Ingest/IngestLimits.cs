using RingRift.Pipeline.Events.Contracts;

namespace RingRift.Pipeline.Ingest;

/// <summary>What is taken in one request; the limits of Event Grid, so that nothing is accepted here that the transport refuses.</summary>
public static class IngestLimits
{
    /// <summary>Most bytes of one event as JSON: what a storage queue holds.</summary>
    public const int MostEventBytes = EventSize.MostBytes;

    /// <summary>Most bytes of a request.</summary>
    public const int MostBodyBytes = 1024 * 1024;

    /// <summary>Most events of a request.</summary>
    public const int MostEvents = 5000;
}
