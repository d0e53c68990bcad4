namespace RingRift.Eventing.Ingest;

/// <summary>What became of one event of a request.</summary>
public enum IngestStatus
{
    /// <summary>It is published.</summary>
    Accepted,

    /// <summary>The same event stands earlier in the request; it is published once.</summary>
    Repeated,

    /// <summary>It is not one of this system's events, or breaks its contract; nothing happened.</summary>
    Refused,
}
