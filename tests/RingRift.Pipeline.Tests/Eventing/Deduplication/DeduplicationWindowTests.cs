using System.Globalization;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;
using RingRift.Eventing.Deduplication;
using RingRift.Pipeline.Compliance;

namespace RingRift.Pipeline.Tests.Eventing.Deduplication;

public sealed class DeduplicationWindowTests
{
    private readonly FakeTimeProvider _time = new(Sample.Noon);

    [Fact]
    public void When_a_key_comes_again_should_know_it()
    {
        var window = Window(10);
        Assert.True(window.TryAdd(Key(1)));
        Assert.True(window.TryAdd(Key(2)));
        Assert.False(window.TryAdd(Key(1)));
        Assert.Equal(2, window.Count);
    }

    [Fact]
    public void When_full_should_forget_the_oldest_and_never_more()
    {
        var window = Window(3);
        Assert.All(Enumerable.Range(1, 4), number => Assert.True(window.TryAdd(Key(number))));
        Assert.Equal(3, window.Count);
        Assert.All(Enumerable.Range(2, 3), number => Assert.False(window.TryAdd(Key(number))));
        Assert.True(window.TryAdd(Key(1)));
        Assert.True(window.TryAdd(Key(2)));
        Assert.False(window.TryAdd(Key(4)));
    }

    [Fact]
    public void When_a_key_is_old_should_forget_it()
    {
        var window = Window(10);
        window.TryAdd(Key(1));
        _time.Advance(TimeSpan.FromMinutes(30));
        window.TryAdd(Key(2));
        Assert.False(window.TryAdd(Key(1)));
        _time.Advance(TimeSpan.FromMinutes(30));
        Assert.True(window.TryAdd(Key(1)));
        Assert.False(window.TryAdd(Key(2)));
        Assert.Equal(2, window.Count);
    }

    [Fact]
    public void When_used_for_long_should_stay_bounded()
    {
        var window = Window(100);
        for (var number = 0; number < 10_000; number++)
        {
            Assert.True(window.TryAdd(Key(number)));
            _time.Advance(TimeSpan.FromSeconds(number % 7));
            Assert.InRange(window.Count, 1, 100);
        }
    }

    [Fact]
    public async Task When_many_add_the_same_key_should_let_one_win()
    {
        var window = Window(10_000);
        var wins = await Task.WhenAll(
            Enumerable.Range(0, 4).Select(_ => Task.Run(() => Enumerable.Range(0, 1000).Count(number => window.TryAdd(Key(number))))));
        Assert.Equal(1000, wins.Sum());
    }

    private static ContentKey Key(int number) => ContentKey.Of(number.ToString(CultureInfo.InvariantCulture));

    private DeduplicationWindow Window(int capacity) => new(_time, Options.Create(new DeduplicationWindowOptions { Capacity = capacity }));
}
