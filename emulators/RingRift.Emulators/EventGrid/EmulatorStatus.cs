namespace RingRift.Emulators.EventGrid;

/// <summary>What the emulator has done and still has to do; also the answer of <c>GET /emulator/status</c>.</summary>
/// <param name="Accepted">Events accepted from publishers since the start.</param>
/// <param name="Subscriptions">One entry per subscription, in the order they were declared.</param>
public sealed record EmulatorStatus(long Accepted, IReadOnlyList<SubscriptionStatus> Subscriptions);
