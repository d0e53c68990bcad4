using RingRift.Eventing.Events;

namespace RingRift.Fuzzing;

/// <summary>One broken or whole event.</summary>
/// <param name="Type">The event it was made as.</param>
/// <param name="Mutation">What was done to it.</param>
/// <param name="Delivery">As it arrives at a consumer: a CloudEvent in UTF-8.</param>
/// <param name="Request">As it is posted from outside.</param>
public sealed record FuzzedEvent(DataEventType Type, Mutation Mutation, byte[] Delivery, byte[] Request);
