using RingRift.GpuWorker.Metadata;

namespace RingRift.GpuWorker.Tests.Metadata;

public sealed class ScheduledEventPolicyTests
{
    [Theory]
    [InlineData("Preempt", "workers_1", true)]
    [InlineData("Terminate", "workers_1", true)]
    [InlineData("Reboot", "WORKERS_1", true)]
    [InlineData("Redeploy", "workers_1", true)]
    [InlineData("Freeze", "workers_1", false)]
    [InlineData("Preempt", "workers_2", false)]
    [InlineData("Preempt", "workers_10", false)]
    [InlineData("SomethingNew", "workers_1", false)]
    public void Should_choose_what_ends_this_machine(string type, string machine, bool ends) =>
        Assert.Equal(ends ? 1 : 0, ScheduledEventPolicy.ThatEnd(List(Event("a", type, machine)), "workers_1").Count);

    [Fact]
    public void When_neighbours_are_named_too_should_choose_the_event_once() => Assert.Equal(
        ["both"],
        ScheduledEventPolicy.ThatEnd(
            List(Event("neighbour", "Preempt", "workers_2"), Event("both", "Reboot", "workers_2", "workers_1")),
            "workers_1").Select(one => one.EventId));

    [Fact]
    public void When_it_has_already_started_should_still_choose_it() =>
        Assert.Single(
            ScheduledEventPolicy.ThatEnd(
                List(Event("a", "Preempt", "workers_1") with { EventStatus = "Started", NotBefore = string.Empty }), "workers_1"));

    private static ScheduledEvents List(params ScheduledEvent[] events) => new() { DocumentIncarnation = 1, Events = events };

    private static ScheduledEvent Event(string id, string type, params string[] resources) =>
        new() { EventId = id, EventType = type, Resources = resources };
}
