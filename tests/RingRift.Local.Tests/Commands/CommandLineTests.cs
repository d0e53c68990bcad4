namespace RingRift.Local.Tests.Commands;

public sealed class CommandLineTests
{
    [Theory]
    [InlineData]
    [InlineData("train")]
    [InlineData("serve")]
    [InlineData("rules")]
    [InlineData("rules", "verify")]
    [InlineData("rules", "bench")]
    [InlineData("play")]
    [InlineData("models")]
    [InlineData("models", "export")]
    public async Task Every_command_should_explain_itself(params string[] command)
    {
        var run = await CommandRun.OfAsync([.. command, "--help"]);
        Assert.Equal(0, run.ExitCode);
        Assert.Contains("Usage:", run.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("hex9_2p", "--config", "hex9_2p")]
    [InlineData("-3", "--minutes", "-3")]
    [InlineData("NaN", "--minutes", "NaN")]
    [InlineData("at most 100000", "--minutes", "100001")]
    [InlineData("0", "--workers", "0")]
    [InlineData("Pipeline:Seed", "--set", "Pipeline:Seed")]
    [InlineData("Pipelin:Seed=1': there is no such section", "--set", "Pipelin:Seed=1")]
    [InlineData("section Pipeline has no setting 'Sed'", "--set", "Pipeline:Sed=1")]
    [InlineData("--minuets", "--minuets", "3")]
    [InlineData("'functions.test'", "serve", "--functions", "functions.test")]
    [InlineData("1 to 65535", "serve", "--event-grid-port", "0")]
    [InlineData("1 to 65533", "serve", "--storage-port", "65535")]
    public async Task A_bad_value_should_be_named_and_nothing_started(string named, params string[] arguments)
    {
        var run = await CommandRun.OfAsync(arguments);
        Assert.NotEqual(0, run.ExitCode);
        Assert.Contains(named, run.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("human", "seats")]
    [InlineData("random,wizard", "wizard")]
    [InlineData("random,uct:1", "uct:1")]
    [InlineData("random,none.onnx", "none.onnx")]
    public async Task Play_should_refuse_players_it_does_not_know(string players, string named)
    {
        var run = await CommandRun.OfAsync("play", "--players", players);
        Assert.Equal(1, run.ExitCode);
        Assert.Contains(named, run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Play_should_show_a_game_between_baselines_to_its_end()
    {
        var run = await CommandRun.OfAsync("play", "--players", "random,heuristic", "--seed", "7");
        Assert.Equal(0, run.ExitCode);
        Assert.Contains(" wins: ", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Models_should_say_when_nothing_was_trained()
    {
        using var folder = new TestFolder();
        var run = await CommandRun.OfAsync("models", "--data", Path.Combine(folder.Path, "empty"));
        Assert.Equal(1, run.ExitCode);
        Assert.Contains("train first", run.Error, StringComparison.Ordinal);
    }
}
