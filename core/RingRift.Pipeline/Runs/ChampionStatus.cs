namespace RingRift.Pipeline.Runs;

/// <summary>The champion as people see it.</summary>
/// <param name="Model">Model id: SHA-256 of the ONNX file.</param>
/// <param name="Generation">Changes of the champion so far, promotions and rollbacks.</param>
/// <param name="Iteration">Iteration that made it.</param>
/// <param name="Scores">Its results in the evaluation that promoted it.</param>
public sealed record ChampionStatus(string Model, int Generation, int Iteration, IReadOnlyList<OpponentStatus> Scores);
