using RingRift.Eventing.Contracts;

namespace RingRift.Eventing.Ingest;

/// <summary>What is taken in one request; the limits of Event Grid, so that nothing is accepted here that the transport refuses.</summary>
public static class IngestLimits
{
    /// <summary>
    /// Most bytes of one event as it was sent, white space and needless escapes not counted. What is filled in here makes it larger by what the sender
    /// cannot see, so this leaves room for all of it: up to <see cref="EventSize.MostBytes"/>, which a storage queue holds.
    /// </summary>
    public const int MostEventBytes = 40 * 1024;

    /// <summary>Most bytes of a request.</summary>
    public const int MostBodyBytes = 1024 * 1024;

    /// <summary>Most events of a request.</summary>
    public const int MostEvents = 5000;
}
