namespace RingRift.Learning.Ratings;

/// <summary>A score with its confidence interval, all in 0..1.</summary>
/// <param name="Score">The mean.</param>
/// <param name="Low">Lower end.</param>
/// <param name="High">Upper end.</param>
public readonly record struct ScoreInterval(double Score, double Low, double High);
