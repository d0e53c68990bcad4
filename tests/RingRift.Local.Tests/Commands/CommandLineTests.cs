using System.Diagnostics;
using System.Text.Json;
using RingRift.Game;
using RingRift.Learning.Networks;
using RingRift.Local.Play;

namespace RingRift.Local.Tests.Commands;

public sealed class CommandLineTests
{
    [Theory]
    [InlineData]
    [InlineData("doctor")]
    [InlineData("train")]
    [InlineData("serve")]
    [InlineData("web")]
    [InlineData("rules")]
    [InlineData("rules", "verify")]
    [InlineData("rules", "bench")]
    [InlineData("play")]
    [InlineData("models")]
    [InlineData("models", "export")]
    [InlineData("trace")]
    [InlineData("report")]
    [InlineData("lineage")]
    [InlineData("events")]
    [InlineData("events", "list")]
    [InlineData("events", "tail")]
    [InlineData("dlq")]
    [InlineData("dlq", "list")]
    [InlineData("dlq", "show")]
    [InlineData("dlq", "redrive")]
    [InlineData("dlq", "discard")]
    [InlineData("replay")]
    [InlineData("why")]
    [InlineData("daemons")]
    [InlineData("retention")]
    [InlineData("pause")]
    [InlineData("resume")]
    [InlineData("pool")]
    [InlineData("rollback")]
    public async Task Should_explain_every_command(params string[] command)
    {
        var run = await CommandRun.OfAsync([.. command, "--help"]);
        Assert.Equal(0, run.ExitCode);
        Assert.Contains("Usage:", run.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("hex9_2p", "--config", "hex9_2p")]
    [InlineData("-3", "--minutes", "-3")]
    [InlineData("NaN", "--minutes", "NaN")]
    [InlineData("at most 70000", "--minutes", "70001")]
    [InlineData("0", "--workers", "0")]
    [InlineData("only one of them can be given", "--replay", "somewhere", "--lockstep")]
    [InlineData("there is no storage in this folder", "--replay", "no-such-run")]
    [InlineData("Pipeline:Seed", "--set", "Pipeline:Seed")]
    [InlineData("Pipelin:Seed=1': there is no such section", "--set", "Pipelin:Seed=1")]
    [InlineData("section Pipeline has no setting 'Sed'", "--set", "Pipeline:Sed=1")]
    [InlineData("--minuets", "--minuets", "3")]
    [InlineData("-1", "trace", "hex8_2p-0001", "--before", "-1")]
    [InlineData("1001", "trace", "hex8_2p-0001", "--after", "1001")]
    [InlineData("trace", "trace")]
    [InlineData("'soon'", "events", "list", "--from", "soon")]
    [InlineData("'NO_EVENT'", "events", "list", "--type", "NO_EVENT")]
    [InlineData("'0'", "events", "list", "--take", "0")]
    [InlineData("'NO_EVENT'", "events", "tail", "--type", "NO_EVENT")]
    [InlineData("-1", "events", "tail", "--take", "-1")]
    [InlineData("0", "events", "tail", "--for", "0")]
    [InlineData("hex9_2p", "why", "hex9_2p")]
    [InlineData("hex9_2p", "pause", "hex9_2p", "--for", "30m", "--reason", "r")]
    [InlineData("'soon'", "pause", "all", "--for", "soon", "--reason", "r")]
    [InlineData("--reason", "pause", "all", "--for", "30m")]
    [InlineData("40.00:00:00", "pause", "all", "--for", "40d", "--reason", "r")]
    [InlineData("'none'", "resume", "none")]
    [InlineData("'functions.test'", "serve", "--functions", "functions.test")]
    [InlineData("1 to 65535", "serve", "--event-grid-port", "0")]
    [InlineData("0 to 65535", "web", "--port", "65536")]
    [InlineData("1 to 65533", "serve", "--storage-port", "65535")]
    [InlineData("hex9_2p", "pool", "hex9_2p")]
    [InlineData("pool", "pool")]
    [InlineData("hex9_2p", "rollback", "hex9_2p", "--to", "1", "--reason", "why")]
    [InlineData("--to '0'", "rollback", "hex8_2p", "--to", "0", "--reason", "why")]
    [InlineData("--reason", "rollback", "hex8_2p", "--to", "1")]
    public async Task When_a_value_is_bad_should_name_it_and_start_nothing(string named, params string[] arguments)
    {
        var run = await CommandRun.OfAsync(arguments);
        Assert.NotEqual(0, run.ExitCode);
        Assert.Contains(named, run.Error, StringComparison.Ordinal);
    }

    /// <summary>The longest time that is taken has to be one that a timer can be set to.</summary>
    [Fact]
    [Trait("Category", "Slow")]
    public async Task When_times_are_the_longest_should_start_a_run()
    {
        using var folder = new TestFolder();
        Directory.CreateDirectory(Path.Combine(folder.Path, "storage"));
        folder.File("logs", "no folder, so that nothing can be started");
        var train = await CommandRun.OfAsync("train", "--minutes", "70000", "--data", folder.Path);
        Assert.Contains("logs", train.Error, StringComparison.Ordinal);
        Assert.Equal(0, (await CommandRun.OfAsync("events", "tail", "--for", "4000000", "--data", folder.Path)).ExitCode);
    }

    [Theory]
    [InlineData("human", "seats")]
    [InlineData("random,wizard", "wizard")]
    [InlineData("random,uct:1", "uct:1")]
    [InlineData("random,none.onnx", "none.onnx")]
    public async Task When_players_are_unknown_should_refuse_to_play(string players, string named)
    {
        var run = await CommandRun.OfAsync("play", "--players", players);
        Assert.Equal(1, run.ExitCode);
        Assert.Contains(named, run.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("hello")]
    public async Task When_a_player_is_a_file_that_is_no_model_should_name_it(string content)
    {
        using var folder = new TestFolder();
        var file = folder.File("some.onnx", content);
        var run = await CommandRun.OfAsync("play", "--players", $"{file},random");
        Assert.Equal(1, run.ExitCode);
        Assert.Contains($"Model '{file}' cannot be loaded", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task When_a_player_is_no_file_should_refuse_it()
    {
        using var folder = new TestFolder();
        var (pipe, other) = (Path.Combine(folder.Path, "pipe.onnx"), Directory.CreateDirectory(Path.Combine(folder.Path, "folder.onnx")).FullName);
        using (var make = Process.Start("mkfifo", pipe))
        {
            await make.WaitForExitAsync();
        }

        Assert.Contains($"'{pipe}' is a pipe; it must be a file", (await CommandRun.OfAsync("play", "--players", $"{pipe},random")).Error, StringComparison.Ordinal);
        Assert.Contains($"'{other}' is a folder; it must be a file", (await CommandRun.OfAsync("play", "--players", $"{other},random")).Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task When_baselines_play_should_show_the_game_to_its_end()
    {
        var run = await CommandRun.OfAsync("play", "--players", "random,heuristic", "--seed", "7");
        Assert.Equal(0, run.ExitCode);
        Assert.Contains(" wins: ", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task When_a_game_is_played_for_scripts_should_print_every_ply_and_the_result_as_json()
    {
        var run = await CommandRun.OfAsync("play", "--config", "square8_3p", "--players", "random,random,heuristic", "--json");
        var lines = run.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonDocument.Parse(line).RootElement).ToList();
        Assert.Equal(0, run.ExitCode);
        Assert.All(lines.SkipLast(1), (line, ply) => Assert.Equal(("ply", ply), (line.GetProperty("kind").GetString(), line.GetProperty("ply").GetInt32())));
        var result = lines[^1];
        Assert.Equal(("result", lines.Count - 1), (result.GetProperty("kind").GetString(), result.GetProperty("plies").GetInt32()));
        Assert.StartsWith($"G0w{result.GetProperty("winner").GetInt32()}", lines[^2].GetProperty("state").GetString(), StringComparison.Ordinal);
        Assert.Equal(3, result.GetProperty("seats").GetArrayLength());
    }

    [Theory]
    [InlineData("square8_2p", "human,uct:256")]
    [InlineData("hex8_4p", "human,uct:256,uct:256,uct:256")]
    public void When_no_players_are_named_should_fill_every_seat(string config, string players) =>
        Assert.Equal(players, PlayerSpec.Default(GameConfig.Parse(config)));

    [Fact]
    public async Task When_a_network_is_of_another_configuration_should_refuse_to_play()
    {
        using var folder = new TestFolder();
        var file = Path.Combine(folder.Path, "hex.onnx");
        var spec = NetworkSpec.For(GameConfig.Parse("hex8_2p"), 1, 8);
        await File.WriteAllBytesAsync(file, OnnxNetworkWriter.Write(spec, NetworkWeights.Random(spec, 1)));
        var run = await CommandRun.OfAsync("play", "--config", "square8_2p", "--players", $"{file},random");
        Assert.Equal(1, run.ExitCode);
        Assert.Contains($"'{file}': the model plays hex8_2p, not square8_2p", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    [Trait("Category", "Slow")]
    public async Task When_there_is_no_champion_should_say_so_in_the_list_of_models()
    {
        using var folder = new TestFolder();
        Directory.CreateDirectory(Path.Combine(folder.Path, "storage"));
        var run = await CommandRun.OfAsync("models", "--data", folder.Path, "--config", "hex8_3p");
        Assert.Equal((0, string.Empty), (run.ExitCode, run.Output));
        Assert.Contains("hex8_3p has no champion yet", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task When_nothing_was_trained_should_say_so_in_the_list_of_models()
    {
        using var folder = new TestFolder();
        var run = await CommandRun.OfAsync("models", "--data", Path.Combine(folder.Path, "empty"));
        Assert.Equal(1, run.ExitCode);
        Assert.Contains("train first", run.Error, StringComparison.Ordinal);
    }
}
