using System.Text.Json;

namespace RingRift.Local.Tests.Training;

/// <summary>The whole command twice, with real processes whose work ends in whatever order it does.</summary>
[Trait("Category", "Slow")]
public sealed class LockstepTests
{
    private static readonly string[] Small =
    [
        "Pipeline:Lanes=3", "Pipeline:LockstepLag=2", "Pipeline:MaxIterations=6", "Pipeline:FirstGamesPerShard=12", "Pipeline:GamesPerShard=12",
        "Pipeline:FirstTrainingRows=200", "Pipeline:RowsPerTraining=200", "Pipeline:PairsPerChunk=5", "Pipeline:PairsAgainstChampion=10", "Pipeline:PromotionTest:Elo1=200",
        "Pipeline:PairsAgainstBaseline=5", "Pipeline:PairsAgainstGenerator=1", "Pipeline:PairsAgainstPast=1", "Pipeline:Baselines=random",
        "Pipeline:MatchSimulations=4", "Pipeline:Quality:MinRows=1", "Training:MinSteps=6", "Training:MaxSteps=6",
        "Training:Blocks=1", "Training:Channels=8", "SelfPlay:Threads=1", "SelfPlay:FullVisits=4", "SelfPlay:FastVisits=2", "Worker:PollSeconds=0.1",
    ];

    [Fact]
    public async Task When_a_run_is_made_again_should_train_the_same_networks_on_the_same_rows()
    {
        var first = await TrainingsAsync();
        Assert.True(first.Count >= 2, $"{first.Count} networks were trained, so that none played");
        Assert.Equal(first, await TrainingsAsync());
    }

    /// <summary>Of each iteration with a training the network that played, what was trained on what and from what, and what was decided of it for which reason.</summary>
    private static async Task<List<string>> TrainingsAsync()
    {
        using var data = new TestFolder();
        var run = await CommandRun.OfAsync(
            ["train", "--json", "--lockstep", "--workers", "2", "--minutes", "5", "--data", data.Path, .. Small.SelectMany(setting => new[] { "--set", setting })]);
        Assert.Equal((0, string.Empty), (run.ExitCode, run.Error));
        var report = JsonSerializer.Deserialize<JsonElement>(run.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries)[^1]).GetProperty("status");
        Assert.Contains("iteration 6 was the last", report.GetProperty("stopped").GetString(), StringComparison.Ordinal);
        return
        [
            .. report.GetProperty("iterations").EnumerateArray()
                .Where(iteration => iteration.TryGetProperty("training", out var training) && training.ValueKind == JsonValueKind.Object)
                .Select(iteration => string.Join(
                    '\n',
                    Texts(iteration, "selfplayModel", "rows", "outcome", "reason")
                        .Concat(Texts(iteration.GetProperty("training"), "number", "window", "startFrom", "model", "checkpoint")))),
        ];
    }

    private static IEnumerable<string> Texts(JsonElement record, params string[] names) =>
        names.Select(name => $"{name} {(record.TryGetProperty(name, out var value) ? value.GetRawText() : "none")}");
}
