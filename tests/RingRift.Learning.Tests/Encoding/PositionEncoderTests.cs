using RingRift.Game;
using RingRift.Learning.Encoding;

namespace RingRift.Learning.Tests.Encoding;

public sealed class PositionEncoderTests
{
    // Bottom to top: seat 2's ring under two of seat 1; seat 2 to move with its own ring on one of seat 1.
    private const string Position = "M2w0|10,3,1;12,6,2|S-1,0=211;2,0=12|M0,0=1;1,1=2|C-4,0=2;-4,1=2;3,-3=1|A2,0/f10000/q1.2.2.1+";

    private static readonly GameConfig Config = GameConfig.Parse("hex8_2p");

    [Theory]
    [InlineData("hex8_2p", 35, 9)]
    [InlineData("square8_3p", 45, 8)]
    [InlineData("hexagonal_4p", 55, 25)]
    public void Should_describe_every_plane(string name, int planes, int side)
    {
        var encoder = PositionEncoder.For(GameConfig.Parse(name));

        Assert.Equal((planes, side, side), (encoder.Planes, encoder.Height, encoder.Width));
        Assert.Equal(planes, encoder.Table.Planes.Select(plane => plane.Name).Distinct().Count());
        Assert.Equal(planes * side * side, encoder.Size);
    }

    [Fact]
    public void Should_see_the_board_from_the_seat_to_move()
    {
        Assert.Equal(1, At(PlaneTable.Controller, 0, 2, 0));
        Assert.Equal(0, At(PlaneTable.Controller, 1, 2, 0));
        Assert.Equal(1, At(PlaneTable.Controller, 1, -1, 0));
        Assert.Equal(2, At(PlaneTable.Cap, 1, -1, 0));
        Assert.Equal(3, At(PlaneTable.Height, 0, -1, 0));
        Assert.Equal(1, At(PlaneTable.Buried, 0, -1, 0));
        Assert.Equal(1, At(PlaneTable.Buried, 1, 2, 0));
        Assert.Equal(1, At(PlaneTable.Next, 0, -1, 0));
        Assert.Equal(1, At(PlaneTable.Marker, 1, 0, 0));
        Assert.Equal(1, At(PlaneTable.Marker, 0, 1, 1));
        Assert.Equal(1, At(PlaneTable.Collapsed, 1, 3, -3));
        Assert.Equal(1, At(PlaneTable.Active, 0, 2, 0));
    }

    [Fact]
    public void Should_give_counters_as_parts_of_what_wins()
    {
        Assert.Equal(170, At(PlaneTable.Hand, 0, 0, 0));
        Assert.Equal(142, At(PlaneTable.Hand, 1, 0, 0));
        Assert.Equal(85, At(PlaneTable.Eliminated, 0, 4, 0));
        Assert.Equal(16, At(PlaneTable.Territory, 0, 0, 0));
        Assert.Equal(170, At(PlaneTable.LastStanding, 0, 0, 0));
        Assert.Equal(0, At(PlaneTable.LastStanding, 1, 0, 0));
        Assert.Equal(1, At(PlaneTable.PhaseName, (int)Phase.Movement, 0, 0));
        Assert.Equal(0, At(PlaneTable.PhaseName, (int)Phase.Placement, 0, 0));
        Assert.Equal(1, At(PlaneTable.Acted, 0, 0, 0));
        Assert.Equal(0, At(PlaneTable.SwapOpen, 0, 0, 0));
    }

    [Fact]
    public void Should_mark_the_cells_on_the_board()
    {
        var encoder = PositionEncoder.For(Config);
        var planes = new byte[encoder.Size];
        encoder.Encode(new GameState(GameRules.For(Config)), planes);

        Assert.Equal(61, planes.Take(81).Sum(value => value));
        Assert.Equal(0, planes[0]);
        Assert.Equal(1, planes[4]);
    }

    [Fact]
    public void Should_store_bytes_that_times_the_scale_are_the_network_input()
    {
        var encoder = PositionEncoder.For(Config);
        var (bytes, floats) = (new byte[encoder.Size], new float[encoder.Size]);
        var state = StateNotation.ParseComposed(GameRules.For(Config), Position);
        encoder.Encode(state, bytes);
        encoder.Encode(state, floats);

        for (var i = 0; i < bytes.Length; i++)
        {
            Assert.Equal(bytes[i] * encoder.Table.Planes[i / 81].Scale, floats[i]);
        }
    }

    [Fact]
    public void When_the_room_is_too_small_should_refuse()
    {
        Assert.Throws<ArgumentException>(() => PositionEncoder.For(Config).Encode(new GameState(GameRules.For(Config)), new float[10]));
    }

    [Fact]
    public void When_the_position_is_of_another_configuration_should_name_both()
    {
        var encoder = PositionEncoder.For(Config);
        foreach (var other in (string[])["hex8_3p", "square8_2p"])
        {
            var failure = Assert.Throws<ArgumentException>(
                () => encoder.Encode(new GameState(GameRules.For(GameConfig.Parse(other))), new float[encoder.Size]));

            Assert.Contains(other, failure.Message, StringComparison.Ordinal);
            Assert.Contains("hex8_2p", failure.Message, StringComparison.Ordinal);
        }
    }

    private static int At(string plane, int offset, int x, int y)
    {
        var encoder = PositionEncoder.For(Config);
        var planes = new byte[encoder.Size];
        encoder.Encode(StateNotation.ParseComposed(GameRules.For(Config), Position), planes);
        var square = BoardTensor.For(Config.Board).SquareOf(Board.For(Config.Board).CellAt(x, y));
        return planes[((encoder.Table.IndexOf(plane) + offset) * 81) + square];
    }
}
