using Microsoft.Extensions.Time.Testing;
using RingRift.InMemory;
using RingRift.Pipeline.Compliance;
using RingRift.Pipeline.Operations.Queues;

namespace RingRift.Pipeline.Tests.InMemory;

public sealed class InMemoryQueueDepthsTests : QueueDepthsCompliance
{
    private readonly InMemoryJobQueue _jobs = new(new FakeTimeProvider());

    protected override IQueueDepths Depths => new InMemoryQueueDepths(_jobs);

    protected override Task SendAsync(string queue, int messages)
    {
        for (var i = 0; i < messages; i++)
        {
            _jobs.SendMalformed(queue, "waits", "no event");
        }

        return Task.CompletedTask;
    }

    protected override async Task<Func<Task>> TakeAsync(string queue)
    {
        var message = (await _jobs.ReceiveAsync(queue, TimeSpan.FromMinutes(1), CancellationToken.None))!;
        return () => message.CompleteAsync(CancellationToken.None);
    }
}
