using RingRift.Game;
using RingRift.Learning.Inference;
using RingRift.Learning.Randomness;
using RingRift.Learning.Search;
using RingRift.Learning.Tests.Inference;

namespace RingRift.Learning.Tests.Search;

public sealed class PuctSearchTests
{
    [Theory]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public void When_a_move_wins_should_find_it(int players)
    {
        var rules = new GameRules(BoardKind.Hex8, players, 4);
        foreach (var position in TestGames.WinsInOne(rules).Take(5))
        {
            var search = Searched(position, TestGames.Uniform(rules), 400);
            var after = position.Clone();
            after.Play(search.BestMove());
            ForcedPlies.PlayThrough(after, new MoveList());
            Assert.Equal(position.SeatToMove, after.Winner);
        }
    }

    [Fact]
    public void Should_count_every_simulation_once_and_share_one_win_among_the_seats()
    {
        var rules = new GameRules(BoardKind.Square8, 3, 6);
        var search = Searched(new GameState(rules), new RolloutEvaluator(), 150);

        Assert.Equal(150, search.RootVisits);
        var moves = Enumerable.Range(0, search.RootMoveCount).Select(search.RootMoveAt).ToArray();
        Assert.Equal(149, moves.Sum(move => move.Visits));
        Assert.Equal(1, moves.Sum(move => move.Prior), 1e-4);
        var values = new float[3];
        search.RootValues(values);
        Assert.Equal(1, values.Sum(), 1e-4);
        Assert.All(values, value => Assert.InRange(value, 0.05f, 0.9f));
    }

    [Fact]
    public void When_the_other_seat_is_better_should_swap_sides()
    {
        var (rules, moves) = (new GameRules(BoardKind.Hex8, 2, 5), new MoveList());
        var position = new GameState(rules);
        while (position.SeatToMove == 1)
        {
            position.LegalMoves(moves);
            position.Play(moves[0]);
        }

        Assert.Equal(MoveKind.SwapSides, Searched(position, new FixedValues([0.9f, 0.1f]), 300, noise: true).BestMove().Kind);
        Assert.NotEqual(MoveKind.SwapSides, Searched(position, new FixedValues([0.1f, 0.9f]), 300, noise: true).BestMove().Kind);
    }

    [Fact]
    public void Should_value_a_swap_for_the_agent_that_decides_it()
    {
        var (rules, moves) = (new GameRules(BoardKind.Hex8, 2, 5), new MoveList());
        var position = new GameState(rules);
        while (position.SeatToMove == 1)
        {
            position.LegalMoves(moves);
            position.Play(moves[0]);
        }

        var search = Searched(position, new FixedValues([0.7f, 0.3f]), 250, noise: true);
        var swap = Enumerable.Range(0, search.RootMoveCount).Select(search.RootMoveAt).Single(move => move.Move.Kind == MoveKind.SwapSides);
        Assert.Equal(0.7f, swap.Value, 1e-3);
    }

    [Fact]
    public void When_the_root_advances_should_keep_what_lies_below()
    {
        var rules = TestGames.Small;
        var (position, moves) = (new GameState(rules), new MoveList());
        var search = Searched(position, TestGames.Uniform(rules), 500);
        var best = search.BestMove();
        var visits = Enumerable.Range(0, search.RootMoveCount).Select(search.RootMoveAt).Single(move => move.Move == best).Visits;

        position.Play(best);
        ForcedPlies.PlayThrough(position, moves);
        search.Advance(best, position);

        Assert.Equal(visits, search.RootVisits);
        Assert.Equal(moves.AsSpan().ToArray(), Enumerable.Range(0, search.RootMoveCount).Select(i => search.RootMoveAt(i).Move));
        Assert.Equal(visits - 1, Enumerable.Range(0, search.RootMoveCount).Sum(i => search.RootMoveAt(i).Visits));
        Finish(search, TestGames.Uniform(rules), visits + 50, noise: false);
        Assert.Equal(visits + 50, search.RootVisits);
    }

    [Fact]
    public void When_the_root_advances_by_an_unvisited_move_should_start_afresh()
    {
        var (position, moves) = (new GameState(TestGames.Small), new MoveList());
        var search = Searched(position, TestGames.Uniform(TestGames.Small), 2);
        position.LegalMoves(moves);
        var unvisited = Enumerable.Range(0, moves.Count).Select(search.RootMoveAt).Last(move => move.Visits == 0).Move;

        position.Play(unvisited);
        ForcedPlies.PlayThrough(position, moves);
        search.Advance(unvisited, position);

        Assert.Equal(0, search.RootVisits);
    }

    [Fact]
    public void When_noise_is_asked_for_should_mix_it_into_the_root_only()
    {
        var position = new GameState(TestGames.Small);
        var quiet = Searched(position, TestGames.Uniform(TestGames.Small), 2);
        var noisy = Searched(position, TestGames.Uniform(TestGames.Small), 2, noise: true);
        var priors = Enumerable.Range(0, noisy.RootMoveCount).Select(i => noisy.RootMoveAt(i).Prior).ToArray();

        Assert.Single(Enumerable.Range(0, quiet.RootMoveCount).Select(i => quiet.RootMoveAt(i).Prior).Distinct());
        Assert.True(priors.Distinct().Count() > 50);
        Assert.Equal(1, priors.Sum(), 1e-4);
        Assert.All(priors, prior => Assert.True(prior >= 0.75f / priors.Length * 0.99f));
    }

    [Fact]
    public void Should_not_allocate_once_warm()
    {
        var position = new GameState(TestGames.Small);
        var (search, evaluator) = (
            new PuctSearch(TestGames.Small, new SearchOptions(), new SeededRandom(1)), TestGames.Uniform(TestGames.Small));
        var leaves = new[] { search.Leaf };
        void Search()
        {
            search.SetRoot(position);
            search.Begin(600, noise: true);
            while (search.NextLeaf())
            {
                evaluator.Evaluate(leaves);
                search.Accept();
            }
        }

        Search();
        Search();
        var before = GC.GetAllocatedBytesForCurrentThread();
        Search();
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 64);
    }

    [Fact]
    public void Should_draw_moves_by_visits_and_sharpen_with_a_low_temperature()
    {
        var search = Searched(new GameState(TestGames.Small), new RolloutEvaluator(), 300);
        var most = search.BestMove();

        var cold = Enumerable.Range(0, 200).Count(_ => search.SampleMove(0.1) == most);
        var warm = Enumerable.Range(0, 200).Select(_ => search.SampleMove(1)).Distinct().Count();
        Assert.True(cold > Enumerable.Range(0, 200).Count(_ => search.SampleMove(1) == most));
        Assert.True(warm > 5);
    }

    [Fact]
    public void When_no_leaf_waits_should_refuse_an_evaluation()
    {
        var search = new PuctSearch(TestGames.Small, new SearchOptions(), new SeededRandom(1));
        search.SetRoot(new GameState(TestGames.Small));

        Assert.Throws<InvalidOperationException>(search.Accept);
    }

    private static PuctSearch Searched(GameState position, ILeafEvaluator evaluator, int visits, bool noise = false)
    {
        var search = new PuctSearch(position.Rules, new SearchOptions(), new SeededRandom(5));
        search.SetRoot(position);
        Finish(search, evaluator, visits, noise);
        return search;
    }

    private static void Finish(PuctSearch search, ILeafEvaluator evaluator, int visits, bool noise)
    {
        search.Begin(visits, noise);
        while (search.NextLeaf())
        {
            evaluator.Evaluate([search.Leaf]);
            search.Accept();
        }
    }
}
