using RingRift.Game;
using RingRift.Learning.Samples;
using RingRift.Learning.SelfPlay;
using RingRift.Pipeline.Iterations;
using RingRift.Pipeline.Stages.Export;

namespace RingRift.Pipeline.Tests.Stages.Export;

public sealed class SampleFilePlanTests
{
    private static readonly GameConfig Config = GameConfig.Parse("hexagonal_4p");

    [Fact]
    public void Should_fill_files_with_whole_games_in_order()
    {
        var bytes = 10 * SampleSizes.RowBytes(Config);

        Assert.Equal([[4, 6], [7, 1, 2], [3]], Files(bytes, [4, 6, 7, 1, 2, 3]));
        Assert.Equal([[10]], Files(bytes, [10]));
        Assert.Equal([[3], [25], [1]], Files(bytes, [3, 25, 1]));
        Assert.Equal([[0, 0]], Files(bytes, [0, 0]));
        Assert.Equal([[]], Files(bytes, []));
    }

    [Fact]
    public void When_there_are_more_games_than_files_have_room_for_should_count_those_left_out()
    {
        var plan = new SampleFilePlan(Config, SampleSizes.RowBytes(Config));

        var files = Fill(plan, Enumerable.Repeat(1, PipelineOptions.MostSampleFiles + 3));

        Assert.Equal((PipelineOptions.MostSampleFiles, 3), (files.Count, plan.LeftOut));
    }

    [Fact]
    public void When_a_game_is_longer_than_any_file_may_be_should_leave_it_out()
    {
        var plan = new SampleFilePlan(Config, SampleSizes.MostArrayBytes);
        var most = SampleSizes.MostRows(Config, SampleSizes.MostArrayBytes);

        var files = Fill(plan, [1, most + 1, most]);

        Assert.Equal([[1], [most]], files);
        Assert.Equal(1, plan.LeftOut);
    }

    public static TheoryData<string> Configs => [.. GameConfig.All.Select(config => config.Name)];

    [Theory]
    [MemberData(nameof(Configs))]
    public void Should_have_room_for_the_games_of_every_config_at_default_settings(string name)
    {
        var (config, options) = (GameConfig.Parse(name), new PipelineOptions());
        var decisions = (int)GameSizes.Decisions(config);
        var plan = new SampleFilePlan(config, new ExportOptions().SampleFileBytes);

        var files = Fill(plan, Enumerable.Repeat(decisions, options.FirstGamesPerShard * options.ShardsPerIteration));

        Assert.Equal(0, plan.LeftOut);
        Assert.InRange(files.Count, 1, PipelineOptions.MostSampleFiles);
        Assert.All(files, file => Assert.InRange(file.Sum() * SampleSizes.RowBytes(config), 1, SampleSizes.MostArrayBytes));
    }

    private static List<int[]> Files(long bytes, int[] decisions) => Fill(new SampleFilePlan(Config, bytes), decisions);

    private static List<int[]> Fill(SampleFilePlan plan, IEnumerable<int> decisions)
    {
        var files = decisions.Select(count => plan.Add(Game(count))).Append(null).ToList();
        files[^1] = plan.Last();
        return [.. files.OfType<IReadOnlyList<GameRecord>>().Select(games => games.Select(game => game.Decisions.Count).ToArray())];
    }

    private static GameRecord Game(int decisions) => new()
    {
        Config = Config.Name,
        Rules = new RecordedRules(1, 1, false),
        Seed = 1,
        Game = 1,
        Model = "none",
        Budget = new SearchBudget(2, 2, 1),
        Moves = "SW",
        Decisions = new RecordedDecision[decisions],
        Result = new RecordedResult(0, EndKind.None, []),
    };
}
