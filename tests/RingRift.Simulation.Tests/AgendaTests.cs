using RingRift.Simulation.Engine;

namespace RingRift.Simulation.Tests;

public sealed class AgendaTests
{
    [Fact]
    public void Should_let_things_happen_in_time_and_at_the_same_time_in_the_order_asked_for()
    {
        var (agenda, seen) = (new Agenda(), new List<string>());
        agenda.After(2, () => seen.Add($"c{agenda.Now}"));
        agenda.After(1, () =>
        {
            seen.Add($"a{agenda.Now}");
            agenda.After(1, () => seen.Add($"d{agenda.Now}"));
        });
        agenda.After(1, () => seen.Add($"b{agenda.Now}"));
        agenda.After(9, () => seen.Add("never"));
        agenda.RunUntil(5);
        Assert.Equal(["a1", "b1", "c2", "d2"], seen);
        Assert.Equal((5.0, 4L), (agenda.Now, agenda.Events));
    }

    [Fact]
    public void When_asked_for_the_past_should_refuse() =>
        Assert.Throws<ArgumentOutOfRangeException>(() => new Agenda().After(-1, () => { }));
}
