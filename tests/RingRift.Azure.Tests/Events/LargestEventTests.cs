using System.Text;
using Azure.Storage.Queues;
using Microsoft.Extensions.DependencyInjection;
using RingRift.Azure.Events;
using RingRift.Azure.Redelivery;
using RingRift.Azure.Storage;
using RingRift.Eventing.Contracts;
using RingRift.Eventing.Envelope;
using RingRift.Eventing.Events;
using RingRift.Eventing.Handling;
using RingRift.Pipeline.Compliance;
using RingRift.Pipeline.Operations.Redelivery;

namespace RingRift.Azure.Tests.Events;

/// <summary>The largest event that may be published fits the queues that it may wait in, whatever it is made of.</summary>
[Collection(AzuriteCollection.Name)]
public sealed class LargestEventTests(AzuriteFixture azurite)
{
    [Theory]
    [InlineData("x")]
    [InlineData("\"")]
    [InlineData("<")]
    [InlineData("ü")]
    [InlineData("環")]
    [InlineData("\U0001F3B2")]
    [InlineData("\u0001")]
    public async Task When_published_should_fit_the_queue_of_its_consumer_as_Event_Grid_fills_it(string letter)
    {
        QueueClient queue = azurite.Queues.GetQueueClient(Sample.Unique("largest"));
        await queue.CreateIfNotExistsAsync();
        var largest = Largest(letter);
        await queue.SendMessageAsync(Convert.ToBase64String(Encoding.UTF8.GetBytes(CloudEventWriter.Write(largest))));

        var message = Assert.Single((await queue.ReceiveMessagesAsync(1)).Value);
        var back = CloudEventMapper.Parse(Encoding.UTF8.GetString(Convert.FromBase64String(message.Body.ToString())));
        Assert.Equal(largest.Payload<TrainingFailed>(), back.Payload<TrainingFailed>());
    }

    [Theory]
    [InlineData("x")]
    [InlineData("\"")]
    [InlineData("<")]
    [InlineData("ü")]
    [InlineData("環")]
    [InlineData("\U0001F3B2")]
    [InlineData("\u0001")]
    public async Task When_sent_to_its_consumer_again_should_fit_that_queue_too_and_come_back(string letter)
    {
        var largest = Largest(letter);
        var body = CloudEventWriter.Write(largest with { ReplayId = "replay-20260301T120000-00112233" });
        var redelivery = new RedeliveryRequest
        {
            Consumer = "EndFailedTraining",
            Body = body,
            Reason = "delivery audit",
            ReplayId = "replay-20260301T120000-00112233",
        };
        QueueClient queue = azurite.Queues.GetQueueClient(RedeliveryMessage.Queue);
        await queue.CreateIfNotExistsAsync();
        await queue.ClearMessagesAsync();
        await azurite.Services.GetRequiredService<IRedeliveryQueue>().SendAsync(redelivery, default);

        var message = Assert.Single((await queue.ReceiveMessagesAsync(1)).Value);
        await queue.DeleteMessageAsync(message.MessageId, message.PopReceipt);
        Assert.True(RedeliveryMessage.TryParse(QueueText.Decode(message.Body.ToString()), out var read, out var error), error);
        Assert.Equal(largest.Payload<TrainingFailed>(), CloudEventMapper.Parse(read!.Event!).Payload<TrainingFailed>());
    }

    [Theory]
    [InlineData("x")]
    [InlineData("\"")]
    [InlineData("<")]
    [InlineData("ü")]
    [InlineData("環")]
    [InlineData("\U0001F3B2")]
    [InlineData("\u0001")]
    public void When_one_character_larger_should_be_refused_before_it_is_published(string letter)
    {
        var reason = Largest(letter).Payload<TrainingFailed>().Reason;
        var error = Assert.Throws<EventContractException>(() => Of(reason + letter));
        Assert.Contains("must have at most", error.Message, StringComparison.Ordinal);
    }

    private static EventEnvelope Largest(string letter)
    {
        var (least, most) = (1, EventSize.MostBytes);
        while (most - least > 1)
        {
            var middle = (least + most) / 2;
            (least, most) = Fits(letter, middle) ? (middle, most) : (least, middle);
        }

        return Of(Repeated(letter, least));
    }

    private static bool Fits(string letter, int count)
    {
        try
        {
            Of(Repeated(letter, count));
            return true;
        }
        catch (EventContractException)
        {
            return false;
        }
    }

    private static string Repeated(string letter, int count) => string.Concat(Enumerable.Repeat(letter, count));

    private static EventEnvelope Of(string reason) => new EventFactory(TimeProvider.System, "/ringrift/tests").Create(
        new TrainingFailed { Config = "hex8_2p", Iteration = 3, JobId = "job", Attempt = 1, Reason = reason }, new("largest"), 1, 0,
        cause: null);
}
