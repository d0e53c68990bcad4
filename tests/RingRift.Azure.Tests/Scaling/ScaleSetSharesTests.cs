using RingRift.Azure.Scaling;

namespace RingRift.Azure.Tests.Scaling;

public sealed class ScaleSetSharesTests
{
    [Theory]
    [InlineData(new[] { 0 }, 5, new[] { 5 })]
    [InlineData(new[] { 0, 0 }, 1500, new[] { 1000, 500 })]
    [InlineData(new[] { 990, 300 }, 1310, new[] { 1000, 310 })] // What evictions left is filled first.
    [InlineData(new[] { 990, 300 }, 1190, new[] { 990, 200 })]
    [InlineData(new[] { 990, 300 }, 500, new[] { 500, 0 })]
    [InlineData(new[] { 10, 20 }, 30, new[] { 10, 20 })]
    public void Should_move_nothing_that_need_not_move(int[] now, int workers, int[] shares) =>
        Assert.Equal(shares, ScaleSetShares.Of(now, workers));
}
