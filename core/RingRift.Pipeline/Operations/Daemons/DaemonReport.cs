using RingRift.Eventing.Records;

namespace RingRift.Pipeline.Operations.Daemons;

/// <summary>All daemons as people see them; also the HTTP answer, as JSON.</summary>
/// <param name="Time">When this was read (UTC).</param>
/// <param name="Healthy">Whether every daemon is, and can be read.</param>
/// <param name="Daemons">The daemons, in the order of their dependencies.</param>
public sealed record DaemonReport(DateTimeOffset Time, bool Healthy, IReadOnlyList<DaemonHealth> Daemons)
{
    /// <summary>States of daemons that this version cannot read; those daemons are not among <see cref="Daemons"/>. Null when there are none.</summary>
    public IReadOnlyList<UnreadableRecord>? Unreadable { get; init; }
}
