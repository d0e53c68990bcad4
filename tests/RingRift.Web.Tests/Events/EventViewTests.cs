using System.Diagnostics;
using RingRift.Web.Api;
using RingRift.Web.Events;
using RingRift.Web.Live;

namespace RingRift.Web.Tests.Events;

public sealed class EventViewTests
{
    private readonly EventLines _lines = new();

    [Fact]
    public void Should_show_the_newest_first_and_only_what_is_wanted()
    {
        var view = new EventView(_lines) { Filter = new EventFilter(Type: "A", Config: "hex8_2p", Text: "GAMES=1") };
        Take("1", "A", "games=1");
        Take("2", "B", "games=1");
        Take("3", "A", "games=2");
        Take("4", "A", "games=1", config: "hex8_3p");
        Take("5", "A", "games=10");
        view.Update();
        Assert.Equal(["5", "1"], view.Slice(0, 10).Select(line => line.Event.Id));
        view.Filter = new EventFilter();
        Assert.Equal(["4", "3"], view.Slice(1, 2).Select(line => line.Event.Id));
    }

    [Fact]
    public void When_it_is_held_should_let_news_wait()
    {
        var view = new EventView(_lines);
        Take("1");
        view.Update();
        view.Hold(true);
        Take("2");
        view.Update();
        Assert.Equal((1, 1, "1"), (view.Count, view.Waiting, view.Slice(0, 9).Single().Event.Id));
        view.Hold(false);
        Assert.Equal((2, 0), (view.Count, view.Waiting));
    }

    [Fact]
    public void When_an_event_fails_later_should_list_it_among_those_that_failed()
    {
        var view = new EventView(_lines) { Filter = new EventFilter(FailedOnly: true) };
        Take("1");
        view.Update();
        Assert.Equal(0, view.Count);
        Take("1", state: EventStates.Failed);
        view.Update();
        Assert.Equal(1, view.Count);
    }

    [Fact]
    public void When_a_hundred_thousand_events_are_held_should_look_at_new_ones_only()
    {
        for (var id = 0; id < EventLines.Most; id++)
        {
            Take($"{id}", "A", $"games={id}");
        }

        var view = new EventView(_lines) { Filter = new EventFilter(Text: "games=99") };
        var start = Stopwatch.GetTimestamp();
        for (var id = 0; id < 1000; id++)
        {
            Take($"new-{id}", "A", "games=99999");
            view.Update();
            Assert.Equal($"new-{id}", view.Slice(0, 40)[0].Event.Id);
        }

        // Looking at all of them a thousand times takes some twenty seconds.
        Assert.InRange(Stopwatch.GetElapsedTime(start).TotalSeconds, 0, 5);
    }

    [Fact]
    public void When_old_events_are_forgotten_should_go_on_with_those_that_are_left()
    {
        var lines = new EventLines(most: 100);
        var view = new EventView(lines);
        for (var id = 0; id < 1000; id++)
        {
            lines.Take(Event($"{id}"));
            view.Update();
        }

        Assert.InRange(view.Count, 100, 110);
        Assert.Equal("999", view.Slice(0, 1)[0].Event.Id);
        Assert.Equal(lines.All.Select(line => line.Event.Id).Reverse(), view.Slice(0, 1000).Select(line => line.Event.Id));
    }

    private static LiveEventAnswer Event(
        string id, string type = "A", string summary = "", string state = EventStates.Waiting, string config = "hex8_2p") =>
        new(id, type, $"{config}/0001", $"{config}-0001", DateTimeOffset.UnixEpoch, state, summary, config);

    private void Take(string id, string type = "A", string summary = "", string state = EventStates.Waiting, string config = "hex8_2p") =>
        _lines.Take(Event(id, type, summary, state, config));
}
