using RingRift.Web.Api;
using RingRift.Web.Live;

namespace RingRift.Web.Tests.Live;

public sealed class EventLinesTests
{
    private readonly EventLines _lines = new();

    [Fact]
    public void When_an_event_is_told_again_should_keep_it_once_in_its_newest_state()
    {
        Assert.True(_lines.Take(Event("waiting")));
        Assert.False(_lines.Take(Event("waiting")));
        Assert.True(_lines.Take(Event("settled")));
        Assert.Equal("settled", Assert.Single(_lines.All).Event.State);
    }

    [Fact]
    public void When_a_stream_that_began_again_knows_less_should_keep_what_was_known()
    {
        _lines.Take(Event("failed"));
        Assert.False(_lines.Take(Event("waiting")));
        Assert.Equal("failed", Assert.Single(_lines.All).Event.State);
    }

    private static LiveEventAnswer Event(string state) =>
        new("1", "MODEL_PROMOTED", "hex8_2p/0001", "hex8_2p-0001", DateTimeOffset.UnixEpoch, state, string.Empty);
}
