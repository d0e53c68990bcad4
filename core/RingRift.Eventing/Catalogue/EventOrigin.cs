namespace RingRift.Eventing.Catalogue;

/// <summary>Who emits an event.</summary>
public enum EventOrigin
{
    /// <summary>This system; the payload is strict.</summary>
    Pipeline,

    /// <summary>Only RingRift's Python nodes: accepted from outside, validated, logged and routed; unknown members are kept.</summary>
    External,
}
