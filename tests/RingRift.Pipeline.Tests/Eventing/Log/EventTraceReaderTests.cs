using RingRift.Eventing.Catalogue;
using RingRift.Eventing.Events;
using RingRift.Eventing.Log;
using RingRift.InMemory;
using RingRift.Pipeline.Compliance;
using RingRift.Pipeline.Tests.Cascade;

namespace RingRift.Pipeline.Tests.Eventing.Log;

[Trait("Category", "Slow")]
public sealed class EventTraceReaderTests
{
    [Fact]
    public async Task When_nothing_is_known_of_a_chain_should_answer_nothing()
    {
        using var harness = new PipelineHarness();
        Assert.Null(await harness.Get<EventTraceReader>().ReadAsync("hex8_2p-0099", 0, 0, CancellationToken.None));
    }

    [Theory]
    [InlineData(-1, 0)]
    [InlineData(0, 1001)]
    public async Task When_asked_for_too_many_neighbours_should_refuse(int before, int after)
    {
        using var harness = new PipelineHarness();
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => harness.Get<EventTraceReader>().ReadAsync("hex8_2p-0001", before, after, CancellationToken.None));
    }

    [Theory]
    [InlineData(0, 0, "2")]
    [InlineData(1, 0, "1 2")]
    [InlineData(0, 1, "2 3")]
    [InlineData(9, 9, "1 2 3")]
    public async Task Should_follow_causes_and_effects_into_neighbouring_iterations(int before, int after, string iterations)
    {
        using var harness = new PipelineHarness();
        await harness.RunAsync();
        var trace = (await harness.Get<EventTraceReader>().ReadAsync("hex8_2p-0002", before, after, CancellationToken.None))!;
        Assert.Equal(iterations.Split(' ').Select(number => $"hex8_2p-000{number}"), trace.Correlations);

        // Within the trace the requests of an iteration hang on the end of the one before it; only the first iteration's have no cause.
        var requests = trace.Nodes.Where(node => node.Type == DataEventType.SelfplayRequested.WireName()).ToList();
        Assert.All(
            requests,
            node => Assert.Equal(node.CorrelationId == trace.Correlations[0], node.Parent is null));
        Assert.Equal(iterations[0] != '1', requests.Exists(node => node.CauseOutside is not null));
    }

    [Fact]
    public async Task When_a_subject_names_no_iteration_should_give_the_chain_alone()
    {
        var log = new InMemoryEventLog(TimeProvider.System);
        await log.AppendPublishedAsync([Sample.Event(Sample.Key()) with { Subject = "daemon", CorrelationId = "c" }], CancellationToken.None);
        Assert.Equal(["c"], (await new EventTraceReader(log).ReadAsync("c", 5, 5, CancellationToken.None))!.Correlations);
    }
}
