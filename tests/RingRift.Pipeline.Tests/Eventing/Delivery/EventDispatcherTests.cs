using System.Text.Json;
using Microsoft.Extensions.Logging.Abstractions;
using RingRift.Eventing.Aggregates;
using RingRift.Eventing.Catalogue;
using RingRift.Eventing.DeadLetters;
using RingRift.Eventing.Delivery;
using RingRift.Eventing.Envelope;
using RingRift.Eventing.Events;
using RingRift.Eventing.Handling;
using RingRift.InMemory;
using RingRift.Pipeline.Compliance;
using RingRift.Pipeline.Tests.Cascade;

namespace RingRift.Pipeline.Tests.Eventing.Delivery;

public sealed class EventDispatcherTests
{
    private static readonly EventEnvelope Failed = Sample.Event(new AggregateKey("cause"));

    [Fact]
    public void When_registered_should_be_the_consumers_of_the_catalogue_but_the_queues_of_workers()
    {
        using var harness = new PipelineHarness();
        var dispatcher = harness.Get<EventDispatcher>();
        Assert.All(
            EventCatalogue.All,
            definition => Assert.Equal(
                definition.Consumers.Where(consumer => !consumer.IsWorker).Select(consumer => consumer.Name).Order(StringComparer.Ordinal),
                dispatcher.HandlersOf(definition.Type)));
    }

    [Fact]
    public void When_two_handlers_have_one_name_should_refuse_to_be_built()
    {
        using var harness = new PipelineHarness();
        IEventHandler[] twice = [new Echo(), new Echo()];
        var e = Assert.Throws<InvalidOperationException>(
            () => new EventDispatcher(twice, null!, null!, TimeProvider.System, NullLogger<EventDispatcher>.Instance));
        Assert.Contains("Echo is the name of 2 handlers", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task When_the_handler_takes_other_events_should_keep_it_as_a_dead_letter()
    {
        using var harness = new PipelineHarness();
        await AssertDeadAsync(
            harness, Failed with { Type = DataEventType.SelfplayRequested }, "takes TRAINING_FAILED, not SELFPLAY_REQUESTED");
    }

    [Fact]
    public async Task When_there_is_no_such_handler_should_keep_it_as_a_dead_letter()
    {
        using var harness = new PipelineHarness();
        await AssertDeadAsync(harness, Failed, "no handler is called 'EndTrainingOnMonday'", "EndTrainingOnMonday");
    }

    [Fact]
    public async Task When_the_schema_version_is_unknown_should_keep_it_as_a_dead_letter()
    {
        using var harness = new PipelineHarness();
        await AssertDeadAsync(harness, Failed with { SchemaVersion = 1 }, "schema version 1");
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("null")]
    [InlineData("[1]")]
    [InlineData("""{"config":"hex8_2p","iteration":1,"jobId":"j"}""")]
    [InlineData("""{"config":"hex8_2p","iteration":1,"jobId":"j","reason":"r","extra":1}""")]
    [InlineData("""{"config":"hex8_2p","iteration":"1","jobId":"j","reason":"r"}""")]
    [InlineData("""{"config":"hex8_2p","iteration":1,"jobId":null,"reason":"r"}""")]
    public async Task When_the_payload_breaks_its_schema_should_keep_it_as_a_dead_letter(string payload)
    {
        using var harness = new PipelineHarness();
        await AssertDeadAsync(harness, With(payload), "breaks its schema");
    }

    [Theory]
    [InlineData("hex9_2p", 1, "j", "$.config '\"hex9_2p\"'")]
    [InlineData("hex8_2p", 0, "j", "$.iteration '0'")]
    [InlineData("hex8_2p", 1, "a/b", "$.jobId '\"a/b\"'")]
    public async Task When_a_value_cannot_be_should_keep_it_as_a_dead_letter_that_names_it(
        string config, int iteration, string jobId, string named)
    {
        using var harness = new PipelineHarness();
        await AssertDeadAsync(
            harness, With($$"""{"config":"{{config}}","iteration":{{iteration}},"jobId":"{{jobId}}","reason":"r"}"""), named);
    }

    [Fact]
    public async Task When_a_handler_makes_an_event_that_breaks_its_contract_should_keep_the_cause_as_a_dead_letter_and_not_try_forever()
    {
        using var harness = new PipelineHarness();
        var letters = new InMemoryDeadLetterStore(new FaultInjector());
        var dispatcher = new EventDispatcher(
            [new Careless()], letters, TestObserver.Over(TimeProvider.System), TimeProvider.System, NullLogger<EventDispatcher>.Instance);

        var result = await dispatcher.HandleAsync("Careless", Failed, CancellationToken.None);

        Assert.Contains(
            "Careless made an event that breaks its contract", Assert.IsType<HandlerResult.DeadLetter>(result).Reason,
            StringComparison.Ordinal);
    }

    private static EventEnvelope With(string payload) => Failed with { Data = JsonSerializer.Deserialize<JsonElement>(payload) };

    private static async Task AssertDeadAsync(
        PipelineHarness harness, EventEnvelope envelope, string reason, string handler = "EndFailedTraining")
    {
        var result = await harness.Get<EventDispatcher>().HandleAsync(handler, envelope, CancellationToken.None);
        Assert.Contains(reason, Assert.IsType<HandlerResult.DeadLetter>(result).Reason, StringComparison.Ordinal);
        var letter = Assert.Single(await harness.DeadLettersAsync());
        Assert.Equal((envelope.Id, handler, DeadLetterOrigin.Handler), (letter.EventId, letter.Consumer, letter.Origin));
        Assert.Equal(CloudEventWriter.Write(envelope), letter.Body);
    }

    private sealed class Careless : StageHandler<TrainingFailed>
    {
        public override string Name => nameof(Careless);

        protected override Task<HandlerResult> HandleAsync(
            EventEnvelope envelope, TrainingFailed payload, CancellationToken cancellationToken)
        {
            new EventFactory(TimeProvider.System, "/tests").Create(payload with { JobId = "a#b" }, new AggregateKey("a"), 1, 0, envelope);
            return Task.FromResult<HandlerResult>(new HandlerResult.Done());
        }
    }

    private sealed class Echo : StageHandler<TrainingFailed>
    {
        public override string Name => nameof(Echo);

        protected override Task<HandlerResult> HandleAsync(
            EventEnvelope envelope, TrainingFailed payload, CancellationToken cancellationToken) =>
            Task.FromResult<HandlerResult>(new HandlerResult.Done());
    }
}
