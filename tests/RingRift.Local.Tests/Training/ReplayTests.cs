using System.Text.Json;

namespace RingRift.Local.Tests.Training;

/// <summary>The whole command: a run whose order follows from time, made again.</summary>
[Trait("Category", "Slow")]
public sealed class ReplayTests
{
    private static readonly string[] Small =
    [
        "Pipeline:MaxIterations=10", "Pipeline:FirstGamesPerShard=12", "Pipeline:GamesPerShard=12", "Pipeline:FirstTrainingRows=200",
        "Pipeline:RowsPerTraining=200", "Pipeline:PairsPerChunk=5", "Pipeline:PairsAgainstChampion=10", "Pipeline:PromotionTest:Elo1=200", "Pipeline:PairsAgainstBaseline=5",
        "Pipeline:PairsAgainstGenerator=1", "Pipeline:PairsAgainstPast=1", "Pipeline:Baselines=random", "Pipeline:MatchSimulations=4",
        "Pipeline:Quality:MinRows=1", "Training:MinSteps=6", "Training:MaxSteps=6", "Training:Blocks=1", "Training:Channels=8",
        "SelfPlay:Threads=1", "SelfPlay:FullVisits=4", "SelfPlay:FastVisits=2", "Worker:PollSeconds=0.1",
    ];

    [Fact]
    public async Task When_a_run_is_made_again_should_make_every_network_with_the_same_bytes()
    {
        using var data = new TestFolder();
        var (recorded, copy) = (Path.Combine(data.Path, "recorded"), Path.Combine(data.Path, "copy"));
        var first = await TrainAsync(recorded, [.. Small.SelectMany(setting => new[] { "--set", setting })]);
        Assert.Equal((0, string.Empty), (first.ExitCode, first.Error));

        var second = await TrainAsync(copy, "--replay", recorded);
        Assert.Equal((0, string.Empty), (second.ExitCode, second.Error));
        var repeated = Report(second).GetProperty("repeated");
        Assert.True(repeated.GetProperty("networks").GetInt32() >= 2, "too few networks were trained");
        Assert.Equal(repeated.GetProperty("networks").GetInt32(), repeated.GetProperty("same").GetInt32());
        Assert.Equal(Played(first), Played(second));

        var other = await TrainAsync(recorded, "--replay", copy);
        Assert.Equal(1, other.ExitCode);
        Assert.Contains("there is another run in this folder", other.Error, StringComparison.Ordinal);
    }

    private static Task<CommandRun> TrainAsync(string folder, params string[] arguments) =>
        CommandRun.OfAsync(["train", "--json", "--no-web", "--workers", "2", "--minutes", "5", "--data", folder, .. arguments]);

    private static JsonElement Report(CommandRun run) =>
        JsonSerializer.Deserialize<JsonElement>(run.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries)[^1]);

    /// <summary>Of each iteration with a training the network that played, the rows, and the network and checkpoint that were made.</summary>
    private static IReadOnlyList<string> Played(CommandRun run) =>
    [
        .. Report(run).GetProperty("status").GetProperty("iterations").EnumerateArray()
            .Where(iteration => iteration.TryGetProperty("training", out var training) && training.ValueKind == JsonValueKind.Object)
            .Select(iteration => (iteration.TryGetProperty("selfplayModel", out var player) ? player.GetRawText() : "rollouts")
                + $" {iteration.GetProperty("rows").GetRawText()} {iteration.GetProperty("training").GetProperty("model").GetRawText()}"
                + $" {iteration.GetProperty("training").GetProperty("checkpoint").GetRawText()}"),
    ];
}
