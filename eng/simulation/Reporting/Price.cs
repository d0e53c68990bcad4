namespace RingRift.Simulation.Reporting;

/// <summary>A price.</summary>
/// <param name="Usd">US dollars.</param>
/// <param name="What">For what.</param>
/// <param name="Date">Date of the source; of the day it was read where the source has none.</param>
/// <param name="Source">Where it comes from, with an address.</param>
/// <param name="Confirmed">Whether the source is an answer of the price list itself, or two sources agree; otherwise it is one that others
/// only report.</param>
public sealed record Price(double Usd, string What, string Date, string Source, bool Confirmed);
