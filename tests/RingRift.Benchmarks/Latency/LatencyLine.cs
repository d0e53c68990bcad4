namespace RingRift.Benchmarks.Latency;

/// <summary>One measurement: a kind of event at a steady rate.</summary>
/// <param name="Way">Event and function.</param>
/// <param name="Events">Events measured.</param>
/// <param name="PerSecond">Events published a second.</param>
/// <param name="Hops">Times of the parts and of the whole.</param>
internal sealed record LatencyLine(string Way, int Events, double PerSecond, IReadOnlyList<HopTimes> Hops);
