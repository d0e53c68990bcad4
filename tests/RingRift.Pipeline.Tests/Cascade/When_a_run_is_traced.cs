using RingRift.Eventing.Envelope;
using RingRift.Eventing.Events;
using RingRift.Eventing.Handling;
using RingRift.Eventing.Log;
using RingRift.InMemory;

namespace RingRift.Pipeline.Tests.Cascade;

[Trait("Category", "Slow")]
public sealed class When_a_run_is_traced
{
    [Fact]
    public async Task Should_hold_every_event_once_with_a_settled_delivery()
    {
        using var harness = new PipelineHarness();
        await harness.RunAsync();
        await AssertWholeAsync(harness);
        var logged = await harness.Get<IEventLog>().OfCorrelationAsync("hex8_2p-0002", CancellationToken.None).ToListAsync();
        Assert.All(logged, one => Assert.All(one.Handlings, handling => Assert.Equal(HandlingOutcome.Done, handling.Outcome)));
        Assert.All(logged, one => Assert.Equal(one.Handlings.Select(handling => handling.Consumer).Distinct(), one.Handlings.Select(handling => handling.Consumer)));
    }

    [Fact]
    public async Task Should_hold_every_event_once_when_each_came_twice_in_any_order()
    {
        using var harness = new PipelineHarness();
        await harness.RunAsync(new Delivery(Times: 2, ShuffleSeed: 7));
        await AssertWholeAsync(harness);
    }

    [Theory]
    [InlineData(FaultPoint.BeforeLogPublished)]
    [InlineData(FaultPoint.AfterLogPublished)]
    [InlineData(FaultPoint.BeforePublish)]
    [InlineData(FaultPoint.AfterPublish)]
    public async Task Should_hold_every_event_once_when_log_or_transport_fail_now_and_then(FaultPoint point)
    {
        using var harness = new PipelineHarness();
        var passings = 0;
        harness.Faults.Fails = (at, _) => at == point && ++passings % 3 == 1;
        await harness.RunAsync();
        harness.Faults.Fails = (_, _) => false;
        await AssertWholeAsync(harness);
        Assert.True(passings > 0, $"{point} was never passed");
    }

    [Fact]
    public async Task Should_deliver_nothing_that_the_log_does_not_know()
    {
        using var harness = new PipelineHarness();
        harness.Faults.Fails = (at, _) => at == FaultPoint.BeforeLogPublished;
        await Assert.ThrowsAsync<InjectedFaultException>(harness.StartAsync);
        Assert.Empty(harness.Bus.Published);

        harness.Faults.Fails = (_, _) => false;
        await harness.RunToEndAsync();
        await AssertWholeAsync(harness);
    }

    [Fact]
    public async Task Should_lead_from_the_first_request_to_the_promotion()
    {
        using var harness = new PipelineHarness();
        await harness.RunAsync();
        var promoted = harness.Bus.Published.First(e => e.Type == DataEventType.ModelPromoted);
        var trace = (await harness.Get<EventTraceReader>().ReadAsync(promoted.CorrelationId, 0, 0, CancellationToken.None))!;
        var nodes = trace.Nodes.ToDictionary(node => node.Id);
        var path = new Stack<string>();
        for (var node = nodes[promoted.Id]; ; node = nodes[node.Parent])
        {
            path.Push(node.Type);
            if (node.Parent is null)
            {
                break;
            }
        }

        // A shard, the window it is in, the network trained on it, a match of that network, the verdict.
        Assert.Equal(
            [
                "ringrift.selfplay_requested", "ringrift.selfplay_complete", "ringrift.data_sync_triggered", "ringrift.data_sync_completed",
                "ringrift.npz_export_complete", "ringrift.training_requested", "ringrift.training_completed", "ringrift.match_requested",
                "ringrift.match_completed", "ringrift.evaluation_completed", "ringrift.model_promoted",
            ],
            path);
    }

    private static async Task AssertWholeAsync(PipelineHarness harness)
    {
        await harness.Get<DeliveryLogWriter>().FlushAsync(CancellationToken.None);
        var trace = (await harness.Get<EventTraceReader>().ReadAsync("hex8_2p-0001", 0, 10, CancellationToken.None))!;
        Assert.Equal(harness.Bus.Published.Select(e => e.Id).Distinct().Order(), trace.Nodes.Select(node => node.Id).Order());
        Assert.All(trace.Nodes, node => Assert.Equal(TraceState.Settled, node.State));
        Assert.Equal((0, 0), (trace.Failed, trace.Waiting));
    }
}
