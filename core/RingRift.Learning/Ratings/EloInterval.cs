namespace RingRift.Learning.Ratings;

/// <summary>A rating difference with its confidence interval, in Elo; an end is infinite where the score's end is 0 or 1.</summary>
/// <param name="Elo">The difference.</param>
/// <param name="Low">Lower end.</param>
/// <param name="High">Upper end.</param>
public readonly record struct EloInterval(double Elo, double Low, double High);
