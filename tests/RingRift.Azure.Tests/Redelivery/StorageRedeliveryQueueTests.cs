using System.Text;
using Azure.Storage.Queues;
using Microsoft.Extensions.DependencyInjection;
using RingRift.Azure.Redelivery;
using RingRift.Pipeline.Compliance;
using RingRift.Pipeline.Jobs;
using RingRift.Pipeline.Operations.Redelivery;

namespace RingRift.Azure.Tests.Redelivery;

[Collection(AzuriteCollection.Name)]
public sealed class StorageRedeliveryQueueTests(AzuriteFixture azurite) : RedeliveryQueueCompliance
{
    protected override IRedeliveryQueue Queue => azurite.Services.GetRequiredService<IRedeliveryQueue>();

    [Fact]
    public async Task When_a_replayed_event_does_not_fit_a_message_should_refuse_it_with_both_sizes()
    {
        var request = new RedeliveryRequest
        {
            Consumer = "PlanTraining",
            Body = new string('x', 50_000),
            Reason = "r",
            ReplayId = "replay-1",
        };
        var error = await Assert.ThrowsAsync<ArgumentException>(() => Queue.SendAsync(request, default));
        Assert.Contains("49152", error.Message, StringComparison.Ordinal);
        await Queue.SendAsync(request with { LetterId = "PlanTraining.1" }, default);
        Assert.Single(await TakeAsync());
    }

    protected override async Task<IReadOnlyList<Waiting>> TakeAsync()
    {
        var handlers = (await TakeAsync(RedeliveryMessage.Queue)).Select(text =>
        {
            Assert.True(RedeliveryMessage.TryParse(text, out var message, out _));
            return new Waiting(message!.Consumer, message.LetterId, message.Event);
        });
        var workers = (await TakeAsync(JobQueues.Training)).Select(text => new Waiting(JobQueues.Training, null, text));
        return [.. handlers, .. workers];
    }

    private async Task<IReadOnlyList<string>> TakeAsync(string name)
    {
        QueueClient queue = azurite.Queues.GetQueueClient(name);
        await queue.CreateIfNotExistsAsync();
        var texts = new List<string>();
        foreach (var message in (await queue.ReceiveMessagesAsync(32)).Value)
        {
            texts.Add(Encoding.UTF8.GetString(Convert.FromBase64String(message.Body.ToString())));
            await queue.DeleteMessageAsync(message.MessageId, message.PopReceipt);
        }

        return texts;
    }
}
