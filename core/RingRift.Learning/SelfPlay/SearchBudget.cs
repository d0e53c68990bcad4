namespace RingRift.Learning.SelfPlay;

/// <summary>How hard a recorded game was thought about.</summary>
/// <param name="Full">Root visits of a full search.</param>
/// <param name="Fast">Root visits of a fast search.</param>
/// <param name="FullShare">Part of the decisions that got a full search.</param>
public sealed record SearchBudget(int Full, int Fast, double FullShare);
