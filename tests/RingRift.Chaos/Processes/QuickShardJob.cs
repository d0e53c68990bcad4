using RingRift.Chaos.Model;
using RingRift.Eventing.Contracts;
using RingRift.Eventing.Envelope;
using RingRift.Eventing.Events;
using RingRift.Eventing.Handling;
using RingRift.GpuWorker.Jobs;
using RingRift.Pipeline.Jobs;

namespace RingRift.Chaos.Processes;

/// <summary>Self-play without the games: claim, lease, commit, outbox and message are those of every job.</summary>
internal sealed class QuickShardJob : IJobKind
{
    public string Queue => JobQueues.Selfplay;

    public int Priority => 0;

    public JobOrder Read(EventEnvelope envelope)
    {
        var request = envelope.Payload<SelfplayRequested>();
        return new JobOrder(request.JobId, envelope, request);
    }

    public Task<EventDraft> RunAsync(JobOrder order, JobLease lease, CancellationToken cancellationToken)
    {
        var request = (SelfplayRequested)order.Payload;
        return Task.FromResult(EventDraft.Of(ChaosShards.Complete(request.Config, request.Iteration, request.Shard, lease.Attempt)));
    }
}
