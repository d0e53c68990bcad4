using RingRift.Game.Playouts;

namespace RingRift.Game.Tests.Playouts;

public sealed class UniformPlayoutTests
{
    [Fact]
    public void Should_count_games_plies_and_moves()
    {
        var rates = UniformPlayout.Measure(GameConfig.Parse("hex8_2p"), TimeSpan.FromTicks(1), 1, TimeProvider.System);

        Assert.True(rates.Games > 0);
        Assert.True(rates.Moves >= rates.Plies && rates.Plies > rates.Games);
        Assert.True(rates.PliesPerSecond > 0);
    }

    [Fact]
    public void When_the_duration_is_not_positive_should_refuse() =>
        Assert.Throws<ArgumentOutOfRangeException>(
            () => UniformPlayout.Measure(GameConfig.Parse("hex8_2p"), TimeSpan.Zero, 1, TimeProvider.System));
}
