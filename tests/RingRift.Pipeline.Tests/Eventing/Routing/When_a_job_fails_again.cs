using Microsoft.Extensions.Time.Testing;
using RingRift.Eventing.Aggregates;
using RingRift.Eventing.Catalogue;
using RingRift.Eventing.Events;
using RingRift.Eventing.Handling;
using RingRift.Eventing.Routing;
using RingRift.InMemory;
using RingRift.Pipeline.Compliance;

namespace RingRift.Pipeline.Tests.Eventing.Routing;

/// <summary>
/// A job that is redriven and fails again within the window of observers: each failure is a fact of its own, each repeat is none.
/// </summary>
public sealed class When_a_job_fails_again
{
    private readonly FakeTimeProvider _time = new(Sample.Noon);

    [Fact]
    public async Task Should_show_each_failed_training_to_observers_once() =>
        await AssertShownAsync(
            attempt => new TrainingFailed
            {
                Config = "hex8_2p",
                Iteration = 3,
                JobId = "job",
                Attempt = attempt,
                Reason = "out of memory",
            });

    [Fact]
    public async Task Should_show_each_failed_shard_to_observers_once() =>
        await AssertShownAsync(
            attempt => new SelfplayFailed
            {
                Config = "hex8_2p",
                Iteration = 3,
                JobId = "job",
                Shard = 0,
                Attempt = attempt,
                Reason = "no games",
            });

    private async Task AssertShownAsync<TEvent>(Func<int, TEvent> failed)
        where TEvent : class, IPipelineEvent
    {
        var test = TestRouter.Create(new InMemoryEventBus(new FaultInjector()), _time, RoutingRules.OfCatalogue);
        var seen = new Delivered<string>();
        await using var subscription = test.Router.Subscribe(Subscription.ToAll("people", (e, _) => seen.Add(e.Envelope.Id)));
        var events = new EventFactory(_time, "/tests");
        var (first, second) = (
            events.Create(failed(1), new AggregateKey("job"), 4, 0, null), events.Create(failed(2), new AggregateKey("job"), 9, 0, null));

        foreach (var envelope in new[] { first, first, second, second, first })
        {
            await test.Router.PublishAsync([envelope], CancellationToken.None);
            _time.Advance(TimeSpan.FromMinutes(1));
        }

        await seen.CountAsync(2);
        Assert.Equal([first.Id, second.Id], seen.Items);
    }
}
