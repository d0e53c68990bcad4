namespace RingRift.Pipeline.Champions.Pool;

/// <summary>One opponent of a pool as people see it.</summary>
/// <param name="Name">Name in evaluations.</param>
/// <param name="Model">Model id: SHA-256 of the ONNX file.</param>
/// <param name="Iteration">Iteration that made it; 0 where not known.</param>
/// <param name="Champion">Whether it is champion: then candidates meet it anyway and it is not drawn.</param>
/// <param name="Games">Games of candidates against it.</param>
/// <param name="WinRate">Win rate of candidates against it, 0 to 1.</param>
/// <param name="Priority">Weight it is drawn with.</param>
/// <param name="Chance">Probability of being drawn, 0 to 1; 0 for the champion.</param>
public sealed record PoolOpponentStatus(
    string Name, string Model, int Iteration, bool Champion, int Games, double WinRate, double Priority, double Chance);
