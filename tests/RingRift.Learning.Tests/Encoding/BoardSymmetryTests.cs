using System.Text.RegularExpressions;
using RingRift.Game;
using RingRift.Learning.Encoding;
using RingRift.Learning.Randomness;

namespace RingRift.Learning.Tests.Encoding;

public sealed partial class BoardSymmetryTests
{
    [Theory]
    [InlineData("square8_2p", 8, 8)]
    [InlineData("square19_3p", 8, 8)]
    [InlineData("hex8_2p", 12, 4)]
    [InlineData("hexagonal_2p", 12, 12)]
    public void Should_have_all_symmetries_of_the_board_the_identity_first(string name, int all, int exact)
    {
        var config = GameConfig.Parse(name);
        var symmetries = BoardSymmetry.AllFor(config);

        Assert.Equal(all, symmetries.Count);
        Assert.Equal(exact, BoardSymmetry.ExactFor(config).Count);
        Assert.Equal(all, symmetries.Select(s => string.Join(',', s.SourceSquares.ToArray())).Distinct().Count());
        Assert.All(symmetries, s => Assert.Equal(Enumerable.Range(0, s.SourceSquares.Length), s.SourceSquares.ToArray().Order()));
        Assert.Equal(Enumerable.Range(0, symmetries[0].SourceSquares.Length), symmetries[0].SourceSquares.ToArray());
        Assert.All(OnBoardActions(config), action => Assert.Equal(action, symmetries[0].ActionImages[action]));
        Assert.True(BoardSymmetry.ExactFor(config)[0].Index == 0);
    }

    [Theory]
    [Trait("Category", "Slow")]
    [InlineData("square8_2p")]
    [InlineData("hex8_2p")]
    [InlineData("hexagonal_2p")]
    [InlineData("hex8_3p")]
    public void Should_turn_planes_and_legal_actions_as_the_position_itself_turns(string name)
    {
        var config = GameConfig.Parse(name);
        var random = new SeededRandom(42);
        var (state, moves) = (new GameState(GameRules.For(config)), new MoveList());
        for (var ply = 0; ply < 200 && !state.IsOver; ply++)
        {
            state.LegalMoves(moves);
            if (ply % 7 == 0 && moves.Count > 1)
            {
                Assert.All(BoardSymmetry.AllFor(config), symmetry => AssertTurns(config, state, symmetry));
            }

            state.PlayLegal(moves[random.Next(moves.Count)]);
        }
    }

    private static void AssertTurns(GameConfig config, GameState state, BoardSymmetry symmetry)
    {
        var turned = Turn(config, state, symmetry);
        var (encoder, area) = (PositionEncoder.For(config), BoardTensor.For(config.Board).Area);
        var (planes, turnedPlanes) = (new byte[encoder.Size], new byte[encoder.Size]);
        encoder.Encode(state, planes);
        encoder.Encode(turned, turnedPlanes);
        for (var i = 0; i < planes.Length; i++)
        {
            Assert.Equal(planes[(i / area * area) + symmetry.SourceSquares[i % area]], turnedPlanes[i]);
        }

        var images = LegalActions(config, state).Select(action => symmetry.ActionImages[action]).ToArray();
        if (!images.Contains(-1))
        {
            Assert.Equal(LegalActions(config, turned).Order(), images.Order());
        }
    }

    private static int[] LegalActions(GameConfig config, GameState state)
    {
        var moves = new MoveList();
        state.LegalMoves(moves);
        return [.. moves.AsSpan().ToArray().Select(ActionSpace.For(config).IndexOf)];
    }

    /// <summary>The position with every coordinate of its text replaced by its image.</summary>
    private static GameState Turn(GameConfig config, GameState state, BoardSymmetry symmetry)
    {
        var tensor = BoardTensor.For(config.Board);
        var board = tensor.Board;
        var fields = StateNotation.Format(state).Split('|');
        string Image(Match match)
        {
            var cell = board.CellAt(int.Parse(match.Groups[1].Value), int.Parse(match.Groups[2].Value));
            var image = tensor.CellOf(symmetry.SourceSquares.ToArray().AsSpan().IndexOf(tensor.SquareOf(cell)));
            return $"{board.XOf(image)},{board.YOf(image)}";
        }

        for (var field = 2; field < 6; field++)
        {
            var turned = Coordinate().Replace(fields[field][1..], Image);
            fields[field] = fields[field][0] + (field == 5 ? turned : string.Join(';', turned.Split(';').OrderBy(entry => SortKey(board, entry))));
        }

        return StateNotation.Parse(state.Rules, string.Join('|', fields));
    }

    private static int SortKey(Board board, string entry) =>
        Coordinate().Match(entry) is { Success: true } match
            ? board.CellAt(int.Parse(match.Groups[1].Value), int.Parse(match.Groups[2].Value))
            : -1;

    private static IEnumerable<int> OnBoardActions(GameConfig config)
    {
        var tensor = BoardTensor.For(config.Board);
        return Enumerable.Range(0, ActionSpace.For(config).SpatialPlanes * tensor.Area).Where(action => tensor.CellOf(action % tensor.Area) >= 0);
    }

    [GeneratedRegex(@"(-?\d+),(-?\d+)")]
    private static partial Regex Coordinate();
}
