using RingRift.Eventing.Envelope;
using RingRift.Eventing.Events;
using RingRift.Eventing.Handling;
using RingRift.GpuWorker.Jobs;

namespace RingRift.GpuWorker.Tests.Jobs;

/// <summary>A job whose work the test decides. It comes before every real kind.</summary>
internal sealed class ScriptedJob(Func<JobLease, CancellationToken, Task> work) : IJobKind
{
    public string Queue => "scripted-jobs";

    public int Priority => -1;

    public int Runs { get; private set; }

    /// <summary>Called when the job is read, before it is claimed.</summary>
    public Action WhenRead { get; init; } = () => { };

    public static SelfplayRequested Request =>
        new() { Config = "hex8_2p", Iteration = 1, JobId = "scripted", Shard = 0, Games = 1, Seed = 1 };

    public JobOrder Read(EventEnvelope envelope)
    {
        WhenRead();
        var payload = JobPayload.Read<SelfplayRequested>(envelope);
        return new JobOrder(payload.JobId, envelope, payload)
        {
            GivenUp = (attempt, reason) => EventDraft.Of(
                new TrainingFailed { Config = payload.Config, Iteration = 1, JobId = payload.JobId, Attempt = attempt, Reason = reason }),
        };
    }

    public async Task<EventDraft> RunAsync(JobOrder order, JobLease lease, CancellationToken cancellationToken)
    {
        Runs++;
        await work(lease, cancellationToken);
        return EventDraft.Of(
            new TrainingStarted { Config = "hex8_2p", Iteration = 1, JobId = order.JobId, Attempt = lease.Attempt, Worker = "scripted" });
    }
}
