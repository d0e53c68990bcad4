using System.ComponentModel.DataAnnotations;
using RingRift.Game;
using RingRift.Learning.Inference;
using RingRift.Learning.SelfPlay;
using RingRift.Learning.Tests.Inference;

namespace RingRift.Learning.Tests.SelfPlay;

public sealed class SelfPlayRunnerTests
{
    [Theory]
    [InlineData("hex8_2p")]
    [InlineData("square8_2p")]
    [InlineData("hex8_3p")]
    [InlineData("square8_4p")]
    public void Should_play_valid_games_to_the_end(string name)
    {
        var config = GameConfig.Parse(name);
        var games = TestGames.Play(TestGames.Options(6, new GameRules(config.Board, config.Players, 5)));

        Assert.Equal(Enumerable.Range(0, 6), games.Select(game => game.Game).Order());
        Assert.All(games, game => Assert.Null(GameRecordValidator.Validate(game).Reason));
        Assert.All(games, game => Assert.False(game.Result.WasCut));
        Assert.All(games.SelectMany(game => game.Decisions), decision => Assert.Equal(11, decision.Visits.Sum()));
        Assert.Equal(6, games.Select(game => game.ContentHash()).Distinct().Count());
    }

    [Fact]
    public void Should_repeat_each_game_from_the_seed_whatever_runs_beside_it()
    {
        var whole = TestGames.Play(TestGames.Options(8)).OrderBy(game => game.Game).ToArray();
        var narrow = TestGames.Play(TestGames.Options(8) with { ConcurrentGames = 1 });
        var resumed = TestGames.Play(TestGames.Options(8) with { FirstGame = 5 }).OrderBy(game => game.Game).ToArray();
        var other = TestGames.Play(TestGames.Options(8) with { Seed = 12 });

        Assert.Equal(whole.Select(Text), narrow.Select(Text));
        Assert.Equal(whole[5..].Select(Text), resumed.Select(Text));
        Assert.Empty(whole.Select(game => game.ContentHash()).Intersect(other.Select(game => game.ContentHash())));
    }

    [Fact]
    public void Should_repeat_games_with_rollouts_too()
    {
        var one = TestGames.Play(TestGames.Options(5), new RolloutEvaluator()).OrderBy(game => game.Game);
        var two = TestGames.Play(TestGames.Options(5) with { ConcurrentGames = 2 }, new RolloutEvaluator()).OrderBy(game => game.Game);

        Assert.Equal(one.Select(Text), two.Select(Text));
    }

    [Fact]
    public void When_every_decision_is_searched_in_full_should_record_every_decision()
    {
        var game = TestGames.Play(TestGames.Options(1) with { FullShare = 1.0 }).Single();
        var (state, moves, choices) = (new GameState(game.FullRules()), new MoveList(), new List<int>());
        foreach (var text in game.SplitMoves())
        {
            state.LegalMoves(moves);
            if (moves.Count > 1)
            {
                choices.Add(state.Ply);
            }

            state.Play(MoveNotation.Parse(state, text));
        }

        Assert.Equal(choices, game.Decisions.Select(decision => decision.Ply));
    }

    [Fact]
    public void When_a_game_is_too_long_should_cut_and_mark_it()
    {
        var game = TestGames.Play(TestGames.Options(1) with { MaxPlies = 12 }).Single();

        Assert.True(game.Result.WasCut);
        Assert.Equal(0, game.Result.Winner);
        Assert.Equal(12, game.SplitMoves().Length);
        Assert.Equal(1, game.Result.Shares.Sum(), 1e-4);
        Assert.True(GameRecordValidator.Validate(game).IsValid);
    }

    [Fact]
    public void When_games_are_long_should_play_them_to_the_end()
    {
        var options = TestGames.Options(
            4, GameRules.For(GameConfig.Parse("hexagonal_4p"))) with
        { FullVisits = 2, FastVisits = 2, FullShare = 1 };

        var games = TestGames.Play(options, new FixedValues([0.25f, 0.25f, 0.25f, 0.25f]));

        Assert.Contains(games, game => game.SplitMoves().Length > 1500);
        Assert.All(games, game => Assert.False(game.Result.WasCut));
    }

    [Fact]
    public void When_cancelled_should_stop_between_batches()
    {
        using var stop = new CancellationTokenSource();
        var finished = 0;
        var runner = new SelfPlayRunner(TestGames.Options(1000), TestGames.Uniform(TestGames.Small));

        Assert.Throws<OperationCanceledException>(() => runner.Run(
            _ =>
            {
                if (++finished == 3)
                {
                    stop.Cancel();
                }
            },
            stop.Token));
        Assert.InRange(finished, 3, 7);
    }

    [Fact]
    public void When_an_option_is_out_of_range_should_name_it()
    {
        AssertRefused(TestGames.Options(1) with { FullVisits = 1 }, nameof(SelfPlayOptions.FullVisits));
        AssertRefused(TestGames.Options(1) with { FullShare = 0 }, nameof(SelfPlayOptions.FullShare));
        AssertRefused(TestGames.Options(3) with { FirstGame = 3 }, nameof(SelfPlayOptions.FirstGame));
        AssertRefused(TestGames.Options(1) with { Search = new() { NoiseWeight = 2 } }, "NoiseWeight");
    }

    private static void AssertRefused(SelfPlayOptions options, string name) =>
        Assert.Contains(
            name, Assert.Throws<ValidationException>(() => new SelfPlayRunner(options, new RolloutEvaluator())).Message,
            StringComparison.Ordinal);

    private static string Text(GameRecord game) =>
        $"{game.Game} {game.Moves} {string.Join(' ', game.Decisions.Select(d => $"{d.Ply}:{string.Join(',', d.Actions)}:{string.Join(',', d.Visits)}:{string.Join(',', d.Values)}"))}";
}
