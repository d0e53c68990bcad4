namespace RingRift.Eventing.Clocks;

/// <summary>The clock of whoever keeps the data: a second word beside this machine's.</summary>
public interface IServerClock
{
    /// <summary>What it says now (UTC); null when there is none.</summary>
    Task<DateTimeOffset?> ReadAsync(CancellationToken cancellationToken);
}
