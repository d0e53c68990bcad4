using RingRift.Game;
using RingRift.Learning.Inference;
using RingRift.Learning.SelfPlay;
using RingRift.Web.Games;

namespace RingRift.Web.Tests.Games;

public sealed class ReplayTests
{
    private static readonly GameRules Rules = new(BoardKind.Hex8, 2, 5);

    [Fact]
    public void Should_play_a_record_to_its_end_and_name_the_moves_that_were_visited()
    {
        var record = Play();
        var replay = new Replay(record);
        Assert.Equal((record.SplitMoves().Length, record.Result.Winner), (replay.Game.Plies.Count, replay.Game.State.Winner));
        foreach (var decision in record.Decisions)
        {
            var visited = Replay.VisitedMoves(replay.Game.At(decision.Ply), decision);
            Assert.Same(decision, replay.DecisionAt(decision.Ply));
            Assert.Equal(decision.Visits.OrderDescending(), visited.Select(move => move.Visits));
            Assert.Equal(1, visited.Sum(move => move.Share), 6);
            Assert.All(visited, move => Assert.NotEqual(string.Empty, move.Notation));
        }
    }

    [Theory]
    [InlineData("P:0,0:1 P:0,0:1")]
    [InlineData("nonsense")]
    public void When_a_move_is_none_of_the_game_should_say_that_the_record_is_no_game(string moves)
    {
        var failure = Assert.ThrowsAny<FormatException>(() => new Replay(Play() with { Moves = moves }));
        Assert.NotEqual(string.Empty, failure.Message);
    }

    private static GameRecord Play()
    {
        var options = new SelfPlayOptions { Rules = Rules, Games = 1, Seed = 5, ConcurrentGames = 1, FullVisits = 6, FastVisits = 2 };
        var games = new List<GameRecord>();
        new SelfPlayRunner(options, new NetworkLeafEvaluator(new UniformEvaluator(Rules.Config))).Run(games.Add);
        return games[0];
    }
}
