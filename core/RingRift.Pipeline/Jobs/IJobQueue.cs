namespace RingRift.Pipeline.Jobs;

/// <summary>Where a worker takes its jobs.</summary>
public interface IJobQueue
{
    /// <summary>Takes one message and hides it for <paramref name="visibility"/>; null when there is none.</summary>
    Task<IJobMessage?> ReceiveAsync(string queue, TimeSpan visibility, CancellationToken cancellationToken);
}
