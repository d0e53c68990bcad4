using System.Text.Json;
using RingRift.Game;
using RingRift.Learning.Matches;
using RingRift.Learning.Players;
using RingRift.Learning.Ratings;
using RingRift.Local.Arena;

namespace RingRift.Local.Tests.Arena;

public sealed class ArenaTests
{
    private static readonly ArenaOptions Options = new(GameConfig.Parse("hex8_2p"), 40, 4, 1, 1, new SequentialTestOptions(), IsFull: false);

    [Fact]
    public async Task When_one_is_much_stronger_should_stop_early_and_say_so()
    {
        var run = await CommandRun.OfAsync("arena", "greedy", "random", "--games", "200", "--json");

        var result = Last(run);
        Assert.Equal(0, run.ExitCode);
        Assert.Equal(("result", "greedy", "random"), (Text(result, "kind"), Text(result, "a"), Text(result, "b")));
        Assert.InRange(result.GetProperty("games").GetInt32(), 6, 100);
        Assert.Equal("AcceptsH1", Text(result.GetProperty("test"), "verdict"));
        var score = result.GetProperty("score");
        Assert.True(score.GetProperty("low").GetDouble() > 0.5);
        Assert.True(score.GetProperty("score").GetDouble() <= score.GetProperty("high").GetDouble());
    }

    [Fact]
    public async Task When_all_games_are_asked_for_should_play_them_and_write_each_down()
    {
        using var folder = new TestFolder();
        var file = Path.Combine(folder.Path, "games.jsonl");

        var run = await CommandRun.OfAsync("arena", "random", "random", "--games", "21", "--full", "--out", file, "--config", "square8_2p", "--opening", "0");

        Assert.Equal(0, run.ExitCode);
        Assert.Contains("22 games in 11 pairs", run.Output, StringComparison.Ordinal);
        var lines = (await File.ReadAllLinesAsync(file)).Select(line => JsonDocument.Parse(line).RootElement).ToList();
        Assert.Equal(24, lines.Count);
        Assert.Equal(("match", 1, "square8_2p"), (Text(lines[0], "kind"), lines[0].GetProperty("seed").GetInt32(), Text(lines[0], "config")));
        Assert.Equal("result", Text(lines[^1], "kind"));
        foreach (var game in lines.Where(line => Text(line, "kind") == "game"))
        {
            Assert.Equal(Score(game), game.GetProperty("scoreOfA").GetDouble());
        }
    }

    [Fact]
    public async Task When_the_file_is_there_should_not_write_over_it()
    {
        using var folder = new TestFolder();
        var file = folder.File("games.jsonl", "precious");

        var run = await CommandRun.OfAsync("arena", "random", "random", "--games", "2", "--out", file);

        Assert.Equal(1, run.ExitCode);
        Assert.Contains(file, run.Error, StringComparison.Ordinal);
        Assert.Equal("precious", await File.ReadAllTextAsync(file));
    }

    [Fact]
    public async Task When_threads_share_a_match_should_count_the_same_pairs()
    {
        var one = await PlayAsync(Options);
        var three = await PlayAsync(Options with { Threads = 3 });

        Assert.Equal(one.Select(pair => (pair.Pair, pair.Games[0].Moves)), three.Select(pair => (pair.Pair, pair.Games[0].Moves)));
        Assert.InRange(one.Count, 2, 39);
        Assert.Equal(Enumerable.Range(0, one.Count), one.Select(pair => pair.Pair));
    }

    [Fact]
    public async Task When_more_than_two_meet_should_end_with_a_table()
    {
        var run = await CommandRun.OfAsync("arena", "random", "greedy", "heuristic", "--games", "4", "--full");

        Assert.Contains("| | random | greedy | heuristic | Elo |", run.Output, StringComparison.Ordinal);
        Assert.Matches(@"\| random \| – \|.*\| 0 \[0, 0\] \|", run.Output);
        Assert.Equal(3, run.Output.Split("games in 2 pairs").Length - 1);
    }

    [Theory]
    [InlineData("--elo0", "10", "--elo1", "10", "Elo1: 10 must be above Elo0, 10.")]
    [InlineData("--elo0", "60", "--games", "10", "Elo1: 50 must be above Elo0, 60.")]
    public async Task When_the_test_contradicts_itself_should_say_so_before_a_game(string one, string value, string other, string otherValue, string said)
    {
        var run = await CommandRun.OfAsync("arena", "random", "greedy", one, value, other, otherValue);

        Assert.Equal(1, run.ExitCode);
        Assert.Contains(said, run.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("human", "A 'human': each must be")]
    [InlineData("program:", "a path must be behind")]
    [InlineData("program:/nothing/there", "program '/nothing/there': it cannot be started")]
    [InlineData("program:cat", "program 'cat': it ended")]
    public async Task When_a_player_cannot_play_should_say_why(string player, string said)
    {
        // What reads from an empty input ends at once.
        var run = await CommandRun.OfAsync("arena", player == "program:cat" ? "program:cat /dev/null" : player, "random", "--games", "2");

        Assert.Equal(1, run.ExitCode);
        Assert.Contains(said, run.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    [Trait("Category", "Slow")]
    public async Task When_a_player_is_a_program_should_play_its_games()
    {
        var program = $"program:dotnet exec {Path.Combine(AppContext.BaseDirectory, "ringrift.dll")} engine --player greedy";

        var run = await CommandRun.OfAsync("arena", program, "random", "--games", "8", "--full", "--json");

        Assert.True(run.ExitCode == 0, run.Error);
        var result = Last(run);
        Assert.Equal("greedy", Text(result, "a"));
        Assert.True(result.GetProperty("score").GetProperty("score").GetDouble() > 0.6);
    }

    private static async Task<IReadOnlyList<PairResult>> PlayAsync(ArenaOptions options)
    {
        var players = Enumerable.Range(0, options.Threads).Select(_ => ((IPlayer)new HeuristicPlayer(onePly: true), (IPlayer)new RandomPlayer()));
        return await new ArenaMatch(options, (_, _) => { }).PlayAsync([.. players], CancellationToken.None);
    }

    /// <summary>Player A's score of a game that is replayed.</summary>
    private static double Score(JsonElement game)
    {
        var (state, seat) = (new GameState(GameRules.For(GameConfig.Parse("square8_2p"))), game.GetProperty("seatOfA").GetInt32());
        foreach (var move in Text(game, "moves").Split(' '))
        {
            state.Play(MoveNotation.Parse(state, move));
            seat = move == "SW" ? 3 - seat : seat;
        }

        return state.Winner == seat ? 1 : 0;
    }

    private static JsonElement Last(CommandRun run) => JsonDocument.Parse(run.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries)[^1]).RootElement;

    private static string Text(JsonElement line, string member) => line.GetProperty(member).GetString()!;
}
