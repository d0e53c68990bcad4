using Microsoft.Extensions.Time.Testing;
using RingRift.Eventing.Envelope;
using RingRift.InMemory;
using RingRift.Pipeline.Compliance;
using RingRift.Pipeline.Jobs;

namespace RingRift.Pipeline.Tests.InMemory;

public sealed class InMemoryJobQueueTests : JobQueueCompliance
{
    private readonly InMemoryJobQueue _queue = new(new FakeTimeProvider(Sample.Noon));

    protected override IJobQueue Jobs => _queue;

    protected override string Queue => JobQueues.Training;

    protected override Task SendAsync(EventEnvelope envelope)
    {
        _queue.Send(Queue, envelope);
        return Task.CompletedTask;
    }

    protected override Task SendMalformedAsync(string body)
    {
        _queue.SendMalformed(Queue, body, "not JSON");
        return Task.CompletedTask;
    }
}
