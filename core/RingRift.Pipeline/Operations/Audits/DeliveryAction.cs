namespace RingRift.Pipeline.Operations.Audits;

/// <summary>What is to be done about a delivery.</summary>
public enum DeliveryAction
{
    /// <summary>Nothing: it is over, or it is waited for.</summary>
    None,

    /// <summary>The event is sent to its consumer again.</summary>
    Redeliver,

    /// <summary>The event becomes a dead letter of its consumer.</summary>
    GiveUp,
}
