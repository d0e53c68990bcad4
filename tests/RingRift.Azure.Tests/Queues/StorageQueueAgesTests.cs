using Microsoft.Extensions.DependencyInjection;
using RingRift.Pipeline.Compliance;
using RingRift.Pipeline.Operations.Queues;

namespace RingRift.Azure.Tests.Queues;

[Collection(AzuriteCollection.Name)]
public sealed class StorageQueueAgesTests(AzuriteFixture azurite) : QueueAgesCompliance
{
    protected override IQueueAges Ages => azurite.Services.GetRequiredService<IQueueAges>();

    protected override async Task<DateTimeOffset> SendAsync(string queue)
    {
        var client = azurite.Queues.GetQueueClient(queue);
        await client.CreateIfNotExistsAsync();
        return (await client.SendMessageAsync("waits")).Value.InsertionTime;
    }

    protected override Task TakeAsync(string queue) => azurite.Queues.GetQueueClient(queue).ReceiveMessageAsync(TimeSpan.FromMinutes(5));
}
