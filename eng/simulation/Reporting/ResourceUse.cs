namespace RingRift.Simulation.Reporting;

/// <summary>How much of a limit was used.</summary>
/// <param name="Name">What is limited.</param>
/// <param name="Limit">The limit, a second.</param>
/// <param name="Peak">What was asked for in the busiest minute, a second.</param>
/// <param name="Mean">What was asked for on average, a second.</param>
/// <param name="LongestWait">Longest wait, in seconds.</param>
public sealed record ResourceUse(string Name, double Limit, double Peak, double Mean, double LongestWait)
{
    /// <summary>Part of the limit in the busiest minute; above 1 it was the bottleneck of that minute.</summary>
    public double Share => Peak / Limit;
}
