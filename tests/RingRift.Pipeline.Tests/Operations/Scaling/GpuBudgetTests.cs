using RingRift.Pipeline.Compliance;
using RingRift.Pipeline.Operations.Scaling;

namespace RingRift.Pipeline.Tests.Operations.Scaling;

public sealed class GpuBudgetTests
{
    private static readonly DateOnly Day = GpuLedger.DayOf(Sample.Noon);

    // 48 hours a day, 24 of them reserved for self-play, 9.6 for training; 14.4 are anybody's.
    [Theory]
    [InlineData(0, 0, 38.4, 24)]
    [InlineData(10, 0, 28.4, 24)]
    [InlineData(24, 0, 14.4, 24)] // What a kind uses of its own share takes nothing from the other.
    [InlineData(38.4, 0, 0, 9.6)] // Self-play can never get at the share of training ...
    [InlineData(0, 24, 24, 0)] // ... nor training at that of self-play.
    [InlineData(0, 9.6, 38.4, 14.4)]
    [InlineData(30, 12, 6, 6)]
    [InlineData(40, 9, 0, 0)]
    public void Should_keep_the_share_of_the_other_kind(double selfPlay, double training, double leftForSelfPlay, double leftForTraining)
    {
        var budget = new GpuBudget(new ScalerOptions());
        var today = new GpuDay(Day, selfPlay, training);
        Assert.Equal(
            (leftForSelfPlay, leftForTraining),
            (Math.Round(budget.Left(WorkKind.SelfPlay, today), 9), Math.Round(budget.Left(WorkKind.Training, today), 9)));
    }
}
