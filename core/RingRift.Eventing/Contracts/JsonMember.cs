namespace RingRift.Eventing.Contracts;

/// <summary>A member of an object.</summary>
/// <param name="Shape">What it holds.</param>
/// <param name="IsRequired">Whether every such object has it.</param>
/// <param name="IsNullable">Whether it may be null.</param>
internal sealed record JsonMember(JsonShape Shape, bool IsRequired, bool IsNullable);
