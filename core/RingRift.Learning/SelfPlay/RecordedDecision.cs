namespace RingRift.Learning.SelfPlay;

/// <summary>The outcome of a full search: what the network should have said.</summary>
/// <param name="Ply">Ply of the decision: moves played before it.</param>
/// <param name="Actions">Action numbers that were visited, ascending; moves that share a number are added up.</param>
/// <param name="Visits">Visits of each action.</param>
/// <param name="Values">Mean share of each seat at the root, seat 1 first, as the agents sit at this ply.</param>
public sealed record RecordedDecision(int Ply, IReadOnlyList<int> Actions, IReadOnlyList<int> Visits, IReadOnlyList<float> Values);
