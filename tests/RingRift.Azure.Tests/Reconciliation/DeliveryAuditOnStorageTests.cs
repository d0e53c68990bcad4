using Azure.Storage.Queues;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using RingRift.Azure.Redelivery;
using RingRift.Azure.Storage;
using RingRift.Eventing.Aggregates;
using RingRift.Eventing.Artifacts;
using RingRift.Eventing.DeadLetters;
using RingRift.Eventing.Delivery;
using RingRift.Eventing.Envelope;
using RingRift.Eventing.Events;
using RingRift.Eventing.Handling;
using RingRift.Eventing.Log;
using RingRift.Pipeline;
using RingRift.Pipeline.Champions.Pool;
using RingRift.Pipeline.Compliance;
using RingRift.Pipeline.Operations.Reconciliation;

namespace RingRift.Azure.Tests.Reconciliation;

/// <summary>The audit over real storage, in a year that no other test publishes in.</summary>
[Collection(AzuriteCollection.Name)]
public sealed class DeliveryAuditOnStorageTests(AzuriteFixture azurite)
{
    private const string Config = "square8_3p";
    private static readonly CancellationToken None = CancellationToken.None;
    private readonly FakeTimeProvider _time = new(new DateTimeOffset(2101, 1, 1, 0, 0, 0, TimeSpan.Zero));

    [Fact]
    public async Task When_a_side_consumer_lost_its_delivery_should_bring_it_there_through_the_gates_and_be_done()
    {
        await using var services = Services();
        await AuditAsync(services);
        var lost = await PublishAsync(services);
        await services.GetRequiredService<EventDispatcher>().HandleAsync("DistributeModel", lost, None);
        await FlushAsync(services);
        _time.Advance(TimeSpan.FromMinutes(16));
        Assert.Contains("1 sent again", await AuditAsync(services), StringComparison.Ordinal);

        QueueClient queue = azurite.Queues.GetQueueClient(RedeliveryMessage.Queue);
        var message = Assert.Single((await queue.ReceiveMessagesAsync(32)).Value);
        await services.GetRequiredService<Redeliverer>().DeliverAsync(QueueText.Decode(message.Body.ToString()), None);
        await queue.DeleteMessageAsync(message.MessageId, message.PopReceipt);
        await FlushAsync(services);

        var pool = await services.GetRequiredService<IAggregateStore>().LoadAsync<OpponentPoolState>(AggregateKey.Opponents(Config), None);
        Assert.Equal(7, Assert.Single(pool!.State.Members).Iteration);
        _time.Advance(TimeSpan.FromMinutes(16));
        Assert.Contains("0 sent again, 0 given up, 0 deliveries open", await AuditAsync(services), StringComparison.Ordinal);
    }

    [Fact]
    public async Task When_no_message_holds_the_event_should_keep_it_as_a_dead_letter_at_once()
    {
        await using var services = Services();
        var published = Promoted(services) with
        {
            Id = Sample.Unique("too-large"),
            Data = System.Text.Json.JsonSerializer.SerializeToElement(new string('x', 60_000)),
        };
        var decision = new DeliveryDecision(
            DeliveryAction.Redeliver, new OpenDelivery(published.Id, published.CorrelationId, "EnrolChampion", 1, _time.GetUtcNow()),
            "no delivery is known");
        var done = await services.GetRequiredService<DeliveryRemedy>()
            .CarryOutAsync(new LoggedEvent(published, _time.GetUtcNow(), []), "EnrolChampion", decision, None);

        Assert.Equal((DeliveryAction.GiveUp, null), (done.Action, done.Next));
        var letter =
            (await services.GetRequiredService<IDeadLetterStore>().GetAsync(DeadLetterId.Of("EnrolChampion", published.Id), None))!.Letter;
        Assert.Equal(DeadLetterOrigin.Audit, letter.Origin);
        Assert.Contains("49152", letter.Reason, StringComparison.Ordinal);
    }

    private ServiceProvider Services() => new ServiceCollection()
        .AddLogging()
        .AddSingleton<TimeProvider>(_time)
        .AddPipeline(azurite.Settings)
        .AddAzurePipeline(azurite.Settings)
        .AddDeadLetterServices()
        .BuildServiceProvider();

    private static Task<string> AuditAsync(ServiceProvider services) => services.GetRequiredService<DeliveryAudit>().AuditAsync(None);

    private static Task FlushAsync(ServiceProvider services) => services.GetRequiredService<DeliveryLogWriter>().FlushAsync(None);

    private static EventEnvelope Promoted(ServiceProvider services) => services.GetRequiredService<EventFactory>().Create(
        new ModelPromoted { Config = Config, Iteration = 7, Model = Sample.Artifact(kind: ArtifactKind.Model), Reason = "better" },
        AggregateKey.Iteration(Config, 7), 1, 0, cause: null);

    private static async Task<EventEnvelope> PublishAsync(ServiceProvider services)
    {
        var published = Promoted(services);
        await services.GetRequiredService<IEventLog>().AppendPublishedAsync([published], None);
        return published;
    }
}
