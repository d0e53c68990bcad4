using RingRift.Pipeline.Jobs;

namespace RingRift.Chaos.Faults;

/// <summary>The real queue; with every message taken it is drawn whether the job's processing fails, and where.</summary>
internal sealed class FaultyJobQueue(IJobQueue inner, FaultSource faults) : IJobQueue
{
    public async Task<IJobMessage?> ReceiveAsync(string queue, TimeSpan visibility, CancellationToken cancellationToken)
    {
        var message = await inner.ReceiveAsync(queue, visibility, cancellationToken);
        if (message is not null)
        {
            faults.ArmLoop();
        }

        return message;
    }
}
