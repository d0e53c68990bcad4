namespace RingRift.Pipeline.Daemons;

/// <summary>All daemons as people see them; also the HTTP answer, as JSON.</summary>
/// <param name="Time">When this was read (UTC).</param>
/// <param name="Healthy">Whether every daemon is.</param>
/// <param name="Daemons">The daemons, in the order of their dependencies.</param>
public sealed record DaemonReport(DateTimeOffset Time, bool Healthy, IReadOnlyList<DaemonHealth> Daemons);
