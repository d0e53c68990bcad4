using System.Text.Json;
using RingRift.Game.Playouts;

namespace RingRift.Game.Tests.Playouts;

public sealed class PlyLimitTests
{
    [Theory]
    [InlineData("square8_4p", 1500)]
    [InlineData("hex8_2p", 1500)]
    [InlineData("square19_3p", 3610)]
    [InlineData("hexagonal_3p", 4690)]
    public void Should_grow_with_the_board(string config, int plies) => Assert.Equal(plies, PlyLimit.For(GameConfig.Parse(config)));

    [Theory]
    [InlineData("square8")]
    [InlineData("square19")]
    [InlineData("hex8")]
    [InlineData("hexagonal")]
    public void Should_be_twice_as_long_as_any_recorded_game(string board)
    {
        foreach (var file in TestData.TraceFiles.Where(file => file.StartsWith(board + "_", StringComparison.Ordinal)))
        {
            Assert.All(TestData.GamesOf(file), line =>
            {
                using var game = JsonDocument.Parse(line);
                Assert.True(
                    2 * game.RootElement.GetProperty("p").GetArrayLength() <= PlyLimit.For(GameConfig.Parse(file[..(board.Length + 3)])));
            });
        }
    }
}
