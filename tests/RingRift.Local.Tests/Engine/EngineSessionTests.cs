using System.Diagnostics;
using System.Text.Json;
using Microsoft.Extensions.Time.Testing;
using RingRift.Game;
using RingRift.Learning.Inference;
using RingRift.Learning.Networks;
using RingRift.Learning.Players;
using RingRift.Local.Engine;

namespace RingRift.Local.Tests.Engine;

public sealed class EngineSessionTests
{
    private static readonly GameConfig Hex = GameConfig.Parse("hex8_2p");

    [Fact]
    public async Task When_it_starts_and_the_input_ends_should_say_what_it_is_and_that_it_goes()
    {
        var (lines, endedWell) = await AnswersAsync(new UctPlayer(8), string.Empty);

        Assert.True(endedWell);
        Assert.Equal(["engine", "bye"], Kinds(lines));
        Assert.Equal((1, GameRules.Version, 7), (Int(lines[0], "protocol"), Int(lines[0], "rulesVersion"), Int(lines[0], "seed")));
        Assert.Equal(("uct-8", "hex8_2p"), (Text(lines[0], "player"), Text(lines[0], "config")));
        Assert.Equal("""{"rings":18,"lps":3,"swap":true}""", lines[0].GetProperty("rules").GetRawText());
        Assert.Equal("end of input", Text(lines[1], "reason"));
    }

    [Fact]
    public async Task When_several_games_are_open_should_keep_them_apart()
    {
        var (lines, _) = await AnswersAsync(
            new RandomPlayer(),
            """
            {"do":"new","game":"a"}
            {"do":"new","game":"b","config":"square8_3p","seed":5}
            {"do":"play","game":"a","moves":"P:0,0:1"}
            {"do":"position","game":"b","moves":["P:2,2:2"]}
            {"do":"play","game":"a","moves":"M:0,0>0,1"}
            {"do":"end","game":"b"}
            {"do":"legal","game":"b"}
            {"do":"quit"}
            """);

        Assert.Equal(["engine", "game", "game", "position", "position", "position", "ended", "error", "bye"], Kinds(lines));
        Assert.Equal(("square8_3p", 5), (Text(lines[2], "config"), Int(lines[2], "seed")));
        Assert.Equal((1, "Movement"), (Int(lines[3], "ply"), Text(lines[3], "phase")));
        Assert.StartsWith("M1w0|16,0,0;18,0,0;18,0,0|S2,2=11", Text(lines[4], "state"), StringComparison.Ordinal);
        Assert.Equal(2, Int(lines[5], "ply"));
        Assert.Equal(("quit", 8, 1, 2), (Text(lines[8], "reason"), Int(lines[8], "requests"), Int(lines[8], "errors"), Int(lines[8], "games")));
    }

    [Fact]
    public async Task When_a_position_is_set_by_its_state_should_be_that_of_the_moves()
    {
        var (byMoves, _) = await AnswersAsync(new RandomPlayer(), New + """{"do":"position","game":"a","moves":"P:0,0:1 M:0,0>0,1"}""");
        var state = Text(byMoves[2], "state");
        var (byState, _) = await AnswersAsync(
            new RandomPlayer(), New + $$"""{"do":"position","game":"a","state":"{{state}}"}""" + "\n" + """{"do":"legal","game":"a"}""");

        Assert.Equal(state, Text(byState[2], "state"));
        Assert.Equal(["NL"], byState[3].GetProperty("moves").EnumerateArray().Select(move => move.GetString()));
    }

    [Fact]
    public async Task Should_list_the_legal_moves_of_every_seat()
    {
        var state = new GameState(GameRules.For(Hex));
        var (moves, requests) = (new MoveList(), New);
        for (var ply = 0; ply < 12; ply++)
        {
            state.LegalMoves(moves);
            var move = MoveNotation.Format(state, moves[ply % moves.Count]);
            state.Play(moves[ply % moves.Count]);
            requests += $$"""{"do":"play","game":"a","moves":"{{move}}"}""" + "\n" + """{"do":"legal","game":"a"}""" + "\n";
        }

        var (lines, _) = await AnswersAsync(new RandomPlayer(), requests);

        state.LegalMoves(moves);
        Assert.Equal(12, lines.Count(line => Text(line, "kind") == "legal"));
        Assert.Equal(moves.AsSpan().ToArray().Select(move => MoveNotation.Format(state, move)).Order(StringComparer.Ordinal), lines[^2].GetProperty("moves").EnumerateArray().Select(move => move.GetString()));
        Assert.Contains(lines, line => line.TryGetProperty("seat", out var seat) && seat.GetInt32() == 2);
    }

    [Fact]
    public async Task When_it_thinks_should_tell_move_visits_policy_and_the_value_of_each_seat()
    {
        var (lines, _) = await AnswersAsync(new UctPlayer(300), New + """{"do":"go","game":"a","visits":60}""" + "\n" + """{"do":"go","game":"a"}""");

        var (move, policy) = (lines[2], lines[2].GetProperty("policy").EnumerateArray().ToList());
        Assert.Equal((60, 300), (Int(move, "visits"), Int(lines[3], "visits")));
        Assert.Equal((0, 1), (Int(move, "ply"), Int(move, "seat")));
        Assert.Equal(59, policy.Sum(part => Int(part, "visits")));
        Assert.Equal(1, policy.Sum(part => part.GetProperty("part").GetDouble()), 1e-3);
        Assert.Equal(Text(policy[0], "move"), Text(move, "move"));
        Assert.Equal(1, move.GetProperty("values").EnumerateArray().Sum(value => value.GetDouble()), 1e-3);
        Assert.Equal(2, move.GetProperty("values").GetArrayLength());
    }

    [Fact]
    public async Task When_a_player_does_not_search_should_answer_with_its_move_alone()
    {
        var (lines, _) = await AnswersAsync(new HeuristicPlayer(), New + """{"do":"go","game":"a","visits":60,"ms":5}""");

        Assert.Equal((0, 1), (Int(lines[2], "visits"), lines[2].GetProperty("policy").GetArrayLength()));
        Assert.False(lines[2].TryGetProperty("values", out _));
    }

    [Fact]
    public async Task When_time_is_the_limit_should_stop_when_it_is_over()
    {
        var clock = new FakeTimeProvider { AutoAdvanceAmount = TimeSpan.Zero };
        var session = AnswersAsync(new Hurried(clock), New + """{"do":"go","game":"a","ms":50}""", clock: clock);

        Assert.InRange(Int((await session).Lines[2], "visits"), 2, 40);
    }

    [Fact]
    public async Task When_the_same_is_asked_should_answer_the_same_whatever_came_before()
    {
        const string Go = """{"do":"go","game":"a","visits":40}""";
        var (alone, _) = await AnswersAsync(new UctPlayer(8), New + """{"do":"play","game":"a","moves":"P:0,0:1"}""" + "\n" + Go);
        var (after, _) = await AnswersAsync(new UctPlayer(8), New + Go + "\n" + """{"do":"play","game":"a","moves":"P:0,0:1"}""" + "\n" + Go);

        Assert.Equal(alone[3].GetProperty("policy").GetRawText(), after[4].GetProperty("policy").GetRawText());
    }

    [Fact]
    public async Task When_seeds_differ_should_let_a_network_play_other_games_where_moves_are_drawn()
    {
        var moves = new HashSet<string>();
        using var player = SearchPlayer.ForNetwork(Network(), 16);
        for (var seed = 1; seed <= 20; seed++)
        {
            var (lines, _) = await AnswersAsync(
                player, $$"""{"do":"new","game":"a","seed":{{seed}}}""" + "\n" + """{"do":"go","game":"a","visits":64,"temperature":1}""");
            moves.Add(Text(lines[2], "move"));
        }

        Assert.True(moves.Count > 3, string.Join(' ', moves));
    }

    [Theory]
    [InlineData("nonsense", "nonsense", "must be a JSON object")]
    [InlineData("[1]", "[1]", "must be a JSON object")]
    [InlineData("""{"game":"a"}""", "{", "needs the member 'do'")]
    [InlineData("""{"do":"jump"}""", "jump", "'do' must be new")]
    [InlineData("""{"do":"legal"}""", "legal", "needs the member 'game'")]
    [InlineData("""{"do":"legal","game":"z"}""", "z", "no such game")]
    [InlineData("""{"do":"legal","game":7}""", "7", "'game' must be a text")]
    [InlineData("""{"do":"go","game":"a","visit":9}""", "visit", "no such member")]
    [InlineData("""{"do":"go","game":"a","visits":1}""", "1", "'visits' must be a whole number, 2 to 1000000")]
    [InlineData("""{"do":"go","game":"a","ms":1.5}""", "1.5", "'ms' must be")]
    [InlineData("""{"do":"go","game":"a","temperature":"1"}""", "\"1\"", "'temperature' must be a number")]
    [InlineData("""{"do":"new","game":""}""", "", "1 to 64 characters")]
    [InlineData("""{"do":"new","game":"b","config":"hex9"}""", "hex9", "'config' must be one of")]
    [InlineData("""{"do":"new","game":"b","seed":-1}""", "-1", "'seed' must be")]
    [InlineData("""{"do":"position","game":"a","state":"P1"}""", "P1", "")]
    [InlineData("""{"do":"position","game":"a","moves":[7]}""", "[7]", "'moves' must be")]
    public async Task When_a_request_is_at_fault_should_name_input_and_rule_and_go_on(string request, string input, string rule)
    {
        var (lines, endedWell) = await AnswersAsync(new RandomPlayer(), New + request + "\n" + """{"do":"legal","game":"a"}""");

        Assert.True(endedWell);
        Assert.Equal(["engine", "game", "error", "legal", "bye"], Kinds(lines));
        Assert.Equal(2, Int(lines[2], "line"));
        Assert.StartsWith(input, Text(lines[2], "input"), StringComparison.Ordinal);
        Assert.Contains(rule, Text(lines[2], "rule"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("P:0,0:1 M:0,0>9,9", "M:0,0>9,9", "9,9 is not a cell of hex8.")]
    [InlineData("P:0,0:1 P:0,1:1", "P:0,1:1", "only the stack just placed on 0,0 may move or capture")]
    public async Task When_a_move_is_at_fault_should_name_its_ply_and_leave_the_game_as_it_was(string moves, string input, string rule)
    {
        var (lines, _) = await AnswersAsync(
            new RandomPlayer(), New + $$"""{"do":"position","game":"a","moves":"{{moves}}"}""" + "\n" + """{"do":"play","game":"a","moves":[]}""");

        Assert.Equal(("error", 1, "a"), (Text(lines[2], "kind"), Int(lines[2], "ply"), Text(lines[2], "game")));
        Assert.Equal(input, Text(lines[2], "input"));
        Assert.Contains(rule, Text(lines[2], "rule"), StringComparison.Ordinal);
        Assert.Equal(0, Int(lines[3], "ply"));
    }

    [Fact]
    public async Task When_a_game_is_over_should_tell_its_result_and_think_no_more()
    {
        var (state, player, moves) = (new GameState(GameRules.For(Hex)), new RandomPlayer(), new List<string>());
        while (!state.IsOver)
        {
            var move = player.Choose(state);
            moves.Add(MoveNotation.Format(state, move));
            state.Play(move);
        }

        var (lines, _) = await AnswersAsync(
            player, New + $$"""{"do":"position","game":"a","moves":"{{string.Join(' ', moves)}}"}""" + "\n" + """{"do":"go","game":"a"}""");

        Assert.Equal(state.Winner, Int(lines[2].GetProperty("result"), "winner"));
        Assert.Equal(2, lines[2].GetProperty("result").GetProperty("seats").GetArrayLength());
        Assert.Equal(("error", moves.Count), (Text(lines[3], "kind"), Int(lines[3], "ply")));
    }

    [Fact]
    public async Task When_a_line_is_too_long_should_pass_over_it_and_go_on()
    {
        var (lines, _) = await AnswersAsync(new RandomPlayer(), new string('x', EngineSession.LongestLine + 5000) + "\n" + New);

        Assert.Equal(["engine", "error", "game", "bye"], Kinds(lines));
        Assert.Contains("at most 1048576 characters", Text(lines[1], "rule"), StringComparison.Ordinal);
        Assert.InRange(Text(lines[1], "input").Length, 1, 201);
    }

    [Fact]
    public async Task When_nothing_but_errors_comes_should_end_at_a_limit()
    {
        var (lines, endedWell) = await AnswersAsync(new RandomPlayer(), string.Concat(Enumerable.Repeat("x\n", 500)));

        Assert.False(endedWell);
        Assert.Equal(102, lines.Count);
        Assert.Equal("100 errors in a row", Text(lines[^1], "reason"));
    }

    [Fact]
    public async Task When_too_many_games_are_open_should_refuse_one_more()
    {
        var (lines, _) = await AnswersAsync(
            new RandomPlayer(), string.Concat(Enumerable.Range(0, 257).Select(game => $$"""{"do":"new","game":"{{game}}"}""" + "\n")));

        Assert.Equal("error", Text(lines[^2], "kind"));
        Assert.Contains("at most 256 games", Text(lines[^2], "rule"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task When_a_network_is_asked_for_another_configuration_should_refuse()
    {
        using var player = SearchPlayer.ForNetwork(Network(), 16);
        var (lines, _) = await AnswersAsync(player, """{"do":"new","game":"a","config":"square8_2p"}""", playsOneConfig: true);

        Assert.Contains("'config' must be hex8_2p", Text(lines[1], "rule"), StringComparison.Ordinal);
    }

    [Fact]
    [Trait("Category", "Slow")]
    public async Task When_it_is_a_process_should_answer_and_end_with_exit_code_0()
    {
        var start = new ProcessStartInfo("dotnet") { RedirectStandardInput = true, RedirectStandardOutput = true };
        Array.ForEach(["exec", Path.Combine(AppContext.BaseDirectory, "ringrift.dll"), "engine", "--player", "random", "--seed", "3"], start.ArgumentList.Add);
        using var process = Process.Start(start)!;

        var header = await process.StandardOutput.ReadLineAsync();
        await process.StandardInput.WriteAsync(New + """{"do":"go","game":"a"}""");
        process.StandardInput.Close();
        var rest = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();

        Assert.Equal(0, process.ExitCode);
        Assert.Contains("\"kind\":\"engine\"", header, StringComparison.Ordinal);
        Assert.Equal(["game", "move", "bye"], Kinds([.. rest.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(Parse)]));
    }

    private const string New = """{"do":"new","game":"a"}""" + "\n";

    private static async Task<(List<JsonElement> Lines, bool EndedWell)> AnswersAsync(
        IPlayer player, string input, bool playsOneConfig = false, TimeProvider? clock = null)
    {
        var output = new StringWriter();
        var session = new EngineSession(new EngineOptions(Hex, playsOneConfig, 7), player, clock ?? TimeProvider.System, output);
        var endedWell = await session.RunAsync(new StringReader(input), CancellationToken.None);
        return ([.. output.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(Parse)], endedWell);
    }

    private static JsonElement Parse(string line)
    {
        using var document = JsonDocument.Parse(line);
        return document.RootElement.Clone();
    }

    private static OnnxEvaluator Network()
    {
        var spec = NetworkSpec.For(Hex, 1, 8);
        return new OnnxEvaluator(OnnxNetworkWriter.Write(spec, NetworkWeights.Random(spec, 1)), new OnnxEvaluatorOptions { MaxBatch = 4 });
    }

    private static IEnumerable<string> Kinds(IEnumerable<JsonElement> lines) => lines.Select(line => Text(line, "kind"));

    private static string Text(JsonElement line, string member) => line.GetProperty(member).GetString()!;

    private static int Int(JsonElement line, string member) => line.GetProperty(member).GetInt32();

    /// <summary>Lets ten milliseconds pass with every simulation.</summary>
    private sealed class Hurried(FakeTimeProvider clock) : IAnalyst
    {
        private readonly SearchPlayer _player = new("hurried", new Passing(clock), 100_000);

        public string Name => _player.Name;

        public void Begin(ulong seed) => _player.Begin(seed);

        public Move Choose(GameState state) => _player.Choose(state);

        public Analysis Analyse(GameState state, int? visits, CancellationToken enough) => _player.Analyse(state, visits, enough);

        public IPlayer ForAnotherGame() => this;
    }

    private sealed class Passing(FakeTimeProvider clock) : ILeafEvaluator
    {
        public string ModelId => "passing";

        public void Evaluate(ReadOnlySpan<Leaf> leaves)
        {
            clock.Advance(TimeSpan.FromMilliseconds(10));
            foreach (var leaf in leaves)
            {
                leaf.Priors.Fill(1f / leaf.Moves.Count);
                leaf.Values.AsSpan().Fill(0.5f);
            }
        }

        public void Dispose()
        {
        }
    }
}
