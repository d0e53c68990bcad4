using RingRift.Game;

namespace RingRift.Lab.Tests;

public sealed class LearningRunTests
{
    private static readonly LabOptions Options = new()
    {
        Seed = 1,
        Budget = TimeSpan.FromSeconds(8),
        Every = TimeSpan.FromSeconds(3),
        Opponents = ["random"],
        Pairs = 2,
        Visits = 4,
    };

    [Fact]
    [Trait("Category", "Slow")]
    public void Should_play_train_and_measure_until_the_time_is_spent()
    {
        var recipe = Recipe.Parse(
            "small:SelfPlay:FullVisits=4,SelfPlay:FastVisits=2,Pipeline:FirstGamesPerShard=12,Pipeline:GamesPerShard=12,Pipeline:FirstTrainingRows=200,"
            + "Pipeline:RowsPerTraining=200,Pipeline:WindowRows=500,Training:Blocks=1,Training:Channels=8");
        var points = new List<LabPoint>();
        new LearningRun(GameConfig.Parse("hex8_2p"), recipe, Options).Run(points.Add, _ => { }, CancellationToken.None);
        Assert.True(points.Count >= 2, "it was measured at its end alone");
        Assert.True(points[^1].Trainings > 1 && points[^1].Games > points[0].Games, points[^1].ToCsv());
        Assert.All(points, point => Assert.Equal(4, point.Played));
    }

    [Fact]
    public void When_the_time_does_not_reach_for_a_training_should_say_so()
    {
        var recipe = Recipe.Parse("slow:SelfPlay:FullVisits=4,SelfPlay:FastVisits=2,Pipeline:FirstGamesPerShard=2");
        var run = new LearningRun(GameConfig.Parse("hex8_2p"), recipe, Options with { Budget = TimeSpan.FromMilliseconds(1) });
        Assert.Contains(
            "the first training needs 30,000", Assert.Throws<LabException>(() => run.Run(_ => { }, _ => { }, CancellationToken.None)).Message, StringComparison.Ordinal);
    }
}
