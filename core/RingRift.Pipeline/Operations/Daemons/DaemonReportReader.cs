using Microsoft.Extensions.Options;
using RingRift.Eventing.Aggregates;
using RingRift.Eventing.Clocks;
using RingRift.Eventing.Events;
using RingRift.Eventing.Records;

namespace RingRift.Pipeline.Operations.Daemons;

/// <summary>Reads how the daemons are. Reads only, never decides.</summary>
public sealed class DaemonReportReader(
    DaemonRegistry registry, IAggregateStore aggregates, IOptions<DaemonOptions> options, TimeProvider time)
{
    private const int OverdueAfterIntervals = 3;

    /// <summary>The report on all daemons of the registry.</summary>
    public async Task<DaemonReport> ReadAsync(CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var (daemons, unreadable) = (new List<DaemonHealth>(registry.InOrder.Count), new List<UnreadableRecord>());
        foreach (var daemon in registry.InOrder)
        {
            try
            {
                var stored = await aggregates.LoadAsync<DaemonState>(
                    AggregateKey.Daemon(daemon.Name), cancellationToken).ConfigureAwait(false);
                daemons.Add(Health(daemon, stored?.State, now));
            }
            catch (UnreadableRecordException noted)
            {
                unreadable.Add(noted.Unreadable);
            }
        }

        return new DaemonReport(
            now, unreadable.Count == 0 && daemons.TrueForAll(daemon => daemon.Healthy), daemons)
        { Unreadable = unreadable.OrNull() };
    }

    private DaemonHealth Health(DaemonDefinition daemon, DaemonState? state, DateTimeOffset now) => new()
    {
        Name = daemon.Name,
        Status = state?.Status ?? DaemonStatus.Stopped,
        Healthy = IsHealthy(daemon, state, now),
        Critical = daemon.Critical,
        Interval = daemon.Interval,
        DependsOn = daemon.DependsOn,
        Runs = state?.Runs ?? 0,
        Failures = state?.Failures ?? 0,
        LastStart = state?.LastStart,
        LastSuccess = state?.LastSuccess,
        NextDue = state?.NextDue,
        Owner = state?.Owner,
        LastResult = state?.LastResult,
        Error = state?.Error,
    };

    /// <summary>
    /// A daemon that ran late is overdue after some intervals, and never before the grace at start is over. One that ran in the future says
    /// nothing.
    /// </summary>
    private bool IsHealthy(DaemonDefinition daemon, DaemonState? state, DateTimeOffset now)
    {
        var patience = daemon.Interval * OverdueAfterIntervals;
        return state is { Status: DaemonStatus.Running or DaemonStatus.Restarting, LastSuccess: { } success }
            && !success.IsAhead(now)
            && now - success <= (patience > options.Value.Grace ? patience : options.Value.Grace);
    }
}

/// <summary>All daemons as people see them; also the HTTP answer, as JSON.</summary>
/// <param name="Time">When this was read (UTC).</param>
/// <param name="Healthy">Whether every daemon is, and can be read.</param>
/// <param name="Daemons">The daemons, in the order of their dependencies.</param>
public sealed record DaemonReport(DateTimeOffset Time, bool Healthy, IReadOnlyList<DaemonHealth> Daemons)
{
    /// <summary>
    /// States of daemons that this version cannot read; those daemons are not among <see cref="Daemons"/>. Null when there are none.
    /// </summary>
    public IReadOnlyList<UnreadableRecord>? Unreadable { get; init; }
}
