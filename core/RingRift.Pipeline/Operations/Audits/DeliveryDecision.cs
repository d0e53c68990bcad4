namespace RingRift.Pipeline.Operations.Audits;

/// <summary>What the audit decides about a delivery.</summary>
/// <param name="Action">What is to be done.</param>
/// <param name="Next">The delivery as it is looked at again; null when it is over.</param>
/// <param name="Reason">Why.</param>
public sealed record DeliveryDecision(DeliveryAction Action, OpenDelivery? Next, string Reason);
