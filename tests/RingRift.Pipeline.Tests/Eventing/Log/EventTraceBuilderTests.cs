using System.Text.Json;
using RingRift.Eventing.Envelope;
using RingRift.Eventing.Handling;
using RingRift.Eventing.Json;
using RingRift.Eventing.Log;
using RingRift.Pipeline.Compliance;

namespace RingRift.Pipeline.Tests.Eventing.Log;

public sealed class EventTraceBuilderTests
{
    /// <summary>Events as ID or ID&lt;CAUSE, in order of publishing, and the tree as ID by depth.</summary>
    public static TheoryData<string, string> Trees => new()
    {
        { "a", "0a" },
        { "a b", "0a 0b" },
        { "a b<a c<b", "0a 1b 2c" },
        { "a b<a c<a d<b", "0a 1b 2d 1c" },
        { "b<a a", "0a 1b" },
        { "c<b b<a a", "0a 1b 2c" },
        { "b<x c<b", "0b 1c" },
        { "b<x c<y", "0b 0c" },
        { "a<b b<a", "0a 1b" },
        { "c<a a<b b<a", "0a 1c 1b" },
        { "a<c b<a c<b d<b e", "0a 1b 2c 2d 0e" },
    };

    [Theory]
    [MemberData(nameof(Trees))]
    public void Should_hang_every_event_once_below_its_cause(string events, string tree)
    {
        var trace = EventTraceBuilder.Build("chain", [.. events.Split(' ').Select((text, order) => Logged(text, order))]);
        Assert.Equal(tree, string.Join(' ', trace.Nodes.Select(node => $"{node.Depth}{node.Id}")));
        Assert.Equal(events.Split(' ').Length, trace.Events);
    }

    [Fact]
    public void Should_name_a_cause_that_is_not_there_and_the_parent_that_is()
    {
        var nodes = EventTraceBuilder.Build("chain", [Logged("a", 0), Logged("b<x", 1), Logged("c<b", 2)]).Nodes;
        Assert.Equal([(null, null), (null, "x"), ("b", null)], nodes.Select(node => (node.Parent, node.CauseOutside)));
    }

    [Theory]
    [InlineData("", TraceState.Waiting)]
    [InlineData("A:Done", TraceState.Settled)]
    [InlineData("A:Stale", TraceState.Settled)]
    [InlineData("A:Retry", TraceState.Waiting)]
    [InlineData("A:Retry A:Done", TraceState.Settled)]
    [InlineData("A:Faulted", TraceState.Failed)]
    [InlineData("A:Faulted A:Retry", TraceState.Waiting)]
    [InlineData("A:Faulted A:Duplicate", TraceState.Settled)]
    [InlineData("A:Done A:Retry", TraceState.Settled)]
    [InlineData("A:Done A:Duplicate", TraceState.Settled)]
    [InlineData("A:Done B:DeadLetter", TraceState.Failed)]
    [InlineData("A:Done B:Retry", TraceState.Waiting)]
    [InlineData("A:DeadLetter A:Done B:Done", TraceState.Settled)]
    public void Should_say_where_an_event_stands_with_its_consumers(string handlings, TraceState state)
    {
        var logged = Logged("a", 0, handlings);
        Assert.Equal(state, EventTraceBuilder.StateOf(logged));
        var trace = EventTraceBuilder.Build("chain", [logged]);
        Assert.Equal((state == TraceState.Failed ? 1 : 0, state == TraceState.Waiting ? 1 : 0), (trace.Failed, trace.Waiting));
    }

    [Fact]
    public void Should_number_the_attempts_of_each_consumer()
    {
        var node = Assert.Single(EventTraceBuilder.Build("chain", [Logged("a", 0, "A:Retry B:Done A:Faulted A:Done")]).Nodes);
        Assert.Equal([("A", 1), ("B", 1), ("A", 2), ("A", 3)], node.Deliveries.Select(delivery => (delivery.Consumer, delivery.Attempt)));
        Assert.Equal(1.5, node.Deliveries[0].Seconds);
    }

    [Fact]
    public void Should_span_from_the_first_event_to_the_last_end()
    {
        var trace = EventTraceBuilder.Build("chain", [Logged("a", 0, "A:Retry A:Retry A:Retry A:Done"), Logged("b<a", 1)]);
        Assert.Equal((Sample.Noon, Sample.Noon.AddSeconds(4)), (trace.Started, trace.Ended));
        Assert.Equal((2, 4), (trace.Events, trace.Deliveries));
    }

    [Fact]
    [Trait("Category", "Slow")]
    public void Should_take_a_chain_of_any_length_and_write_it_as_json()
    {
        var trace = EventTraceBuilder.Build("chain", [Logged("0", 0), .. Enumerable.Range(1, 20_000).Select(i => Logged($"{i}<{i - 1}", i))]);
        Assert.Equal(20_000, trace.Nodes[^1].Depth);
        var read = JsonSerializer.Deserialize<EventTrace>(JsonSerializer.Serialize(trace, EventJson.Options), EventJson.Options)!;
        Assert.Equal(trace.Nodes.Select(node => node.Id), read.Nodes.Select(node => node.Id));
    }

    [Fact]
    public void When_there_are_no_events_should_refuse_and_name_the_chain() =>
        Assert.Contains("'chain'", Assert.Throws<ArgumentException>(() => EventTraceBuilder.Build("chain", [])).Message, StringComparison.Ordinal);

    private static LoggedEvent Logged(string text, int order, string handlings = "")
    {
        var (id, cause) = text.Split('<') is [var first, var second] ? (first, second) : (text, text);
        var envelope = Sample.Event(Sample.Key()) with { Id = id, CausationId = cause, CorrelationId = "chain" };
        var records = handlings.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select((handling, i) => new HandlingRecord
        {
            DeliveryId = $"{i}",
            EventId = id,
            CorrelationId = "chain",
            Consumer = handling.Split(':')[0],
            Time = Sample.Noon.AddSeconds(i + 1),
            Duration = TimeSpan.FromSeconds(1.5),
            Outcome = Enum.Parse<HandlingOutcome>(handling.Split(':')[1]),
        });
        return new LoggedEvent(envelope, Sample.Noon.AddMilliseconds(order), [.. records]);
    }
}
