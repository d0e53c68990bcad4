using RingRift.Eventing.Events;
using RingRift.Eventing.Routing;
using RingRift.InMemory;
using RingRift.Pipeline.Tests.Cascade;

namespace RingRift.Pipeline.Tests.Eventing.Routing;

/// <summary>A whole run with observers in its process.</summary>
[Trait("Category", "Slow")]
public sealed class When_a_run_is_observed
{
    [Theory]
    [InlineData(null)]
    [InlineData(FaultPoint.BeforePublish)]
    [InlineData(FaultPoint.AfterPublish)]
    [InlineData(FaultPoint.BeforeRemove)]
    [InlineData(FaultPoint.AfterRemove)]
    public async Task Should_show_every_committed_event_once_however_often_it_is_published(FaultPoint? crash)
    {
        using var harness = new PipelineHarness();
        var passings = 0;
        harness.Faults.Fails = (point, _) => point == crash && ++passings % 3 == 1;
        var seen = new Delivered<string>();
        harness.Get<EventRouter>().Subscribe(
            Subscription.ToAll("observer", (routed, _) => seen.Add(routed.Id)) with { Options = new() { QueueCapacity = 100_000 } });
        await harness.RunAsync(new Cascade.Delivery(Times: 2));
        await harness.Get<DataEventBus>().StopAsync();
        Assert.Equal(harness.Bus.Published.Select(envelope => envelope.Id).Distinct().Order(), seen.Items.Order());
        Assert.Equal(crash is not null, passings > 0);
    }

    [Fact]
    public async Task Should_show_every_stage_of_every_iteration_once_and_in_order()
    {
        using var harness = new PipelineHarness();
        var seen = new Delivered<StageTransition>();
        harness.Get<EventRouter>().Subscribe(Subscription.ToStages("observer", (transition, _) => seen.Add(transition)));
        await harness.RunAsync(new Cascade.Delivery(Times: 2));
        await harness.Get<StageEventBus>().StopAsync();
        foreach (var iteration in await harness.IterationsAsync())
        {
            var transitions = seen.Items.Where(transition => transition.Iteration == iteration.Iteration).ToList();
            Assert.Equal((null, IterationStage.SelfPlay), (transitions[0].From, transitions[0].To));
            Assert.Equal(transitions.SkipLast(1).Select(transition => (IterationStage?)transition.To), transitions.Skip(1).Select(transition => transition.From));
            Assert.Equal(IterationStage.Finished, transitions[^1].To);
            Assert.Equal(transitions.Count, transitions.DistinctBy(transition => transition.To).Count());
        }

        Assert.Equal(seen.Items.Count, seen.Items.Select(transition => transition.Key()).Distinct().Count());
    }
}
