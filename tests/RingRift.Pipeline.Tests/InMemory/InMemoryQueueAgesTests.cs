using Microsoft.Extensions.Time.Testing;
using RingRift.InMemory;
using RingRift.Pipeline.Compliance;
using RingRift.Pipeline.Operations.Queues;

namespace RingRift.Pipeline.Tests.InMemory;

public sealed class InMemoryQueueAgesTests : QueueAgesCompliance
{
    private readonly FakeTimeProvider _time = new();
    private readonly InMemoryJobQueue _jobs;

    public InMemoryQueueAgesTests() => _jobs = new InMemoryJobQueue(_time);

    protected override IQueueAges Ages => new InMemoryQueueAges(_jobs);

    protected override Task<DateTimeOffset> SendAsync(string queue)
    {
        _time.Advance(TimeSpan.FromSeconds(7));
        _jobs.SendMalformed(queue, "waits", "no event");
        return Task.FromResult(_time.GetUtcNow());
    }

    protected override Task TakeAsync(string queue) => _jobs.ReceiveAsync(queue, TimeSpan.FromMinutes(5), CancellationToken.None);
}
