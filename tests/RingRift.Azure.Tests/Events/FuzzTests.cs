using RingRift.Eventing.Catalogue;
using RingRift.Fuzzing;

namespace RingRift.Azure.Tests.Events;

/// <summary>Broken events of every type through every way in; the benchmark <c>backbone fuzz</c> does the same with more of them.</summary>
[Trait("Category", "Slow")]
public sealed class FuzzTests
{
    private const int Count = 7_000;

    [Fact]
    public void When_events_are_broken_in_any_way_should_accept_them_whole_or_refuse_them_with_a_reason()
    {
        var fuzzed = EventFuzzer.Events(seed: 20_260_301).Take(Count).ToList();
        var outcome = fuzzed.Select(one => FuzzCheck.Message(one) + FuzzCheck.Webhook(one) + FuzzCheck.Request(one)).Aggregate((a, b) => a + b);

        Assert.Equal(EventCatalogue.All.Count, fuzzed.Select(one => one.Type).Distinct().Count());
        Assert.Equal(Mutator.All.Count, fuzzed.Select(one => one.Mutation).Distinct().Count());
        Assert.True(outcome.Accepted > Count / 4, $"{outcome.Accepted} accepted");
        Assert.True(outcome.Refused > Count, $"{outcome.Refused} refused");
    }

    [Fact]
    public void When_the_seed_is_the_same_should_make_the_same_events() =>
        Assert.Equal(
            EventFuzzer.Events(seed: 5).Take(500).Select(one => Convert.ToHexString(one.Request)),
            EventFuzzer.Events(seed: 5).Take(500).Select(one => Convert.ToHexString(one.Request)));
}
