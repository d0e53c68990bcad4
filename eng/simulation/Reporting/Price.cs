namespace RingRift.Simulation.Reporting;

/// <summary>A price.</summary>
/// <param name="Usd">US dollars.</param>
/// <param name="What">For what.</param>
/// <param name="Date">When it was noted.</param>
/// <param name="Source">Where it comes from.</param>
public sealed record Price(double Usd, string What, string Date, string Source);
