using RingRift.Web.Api;
using RingRift.Web.Champions;

namespace RingRift.Web.Tests.Champions;

public sealed class AncestryTests
{
    [Fact]
    public void Should_tell_of_each_network_what_it_came_of_and_what_came_of_it()
    {
        var lineage = new LineageAnswer(
            [new(1, 10, 300), new(2, 10, 280), new(3, 8, 250, 2), new(4, 9, 260, 2), new(6, 7, 200, 2)],
            [new(2, "a", 580, [new(1, 2)], [1]), new(4, "b", 1090, [new(1, 4)], [], 2, "rejected")]);
        var found = Ancestry.Of(lineage);
        Assert.Equal([4, 2], found.Select(one => one.Network.Iteration));
        Assert.Equal(("1–4", 37), (found[0].TaughtBy, found[0].Games));
        Assert.Equal([0, 2], found[0].Players);
        Assert.Equal(("3–4, 6", "4"), (Ancestry.Ranges(found[1].Played), Ancestry.Ranges(found[1].Children)));
    }
}
