using RingRift.GpuWorker.Training;

namespace RingRift.GpuWorker.Tests.Training;

public sealed class LargestDifferenceTests
{
    [Theory]
    [InlineData(0.5f, 0.25f, 0.25)]
    [InlineData(-1f, 1f, 2)]
    [InlineData(float.NaN, 1f, double.PositiveInfinity)]
    [InlineData(1f, float.NaN, double.PositiveInfinity)]
    [InlineData(float.NaN, float.NaN, double.PositiveInfinity)]
    [InlineData(float.PositiveInfinity, float.PositiveInfinity, double.PositiveInfinity)]
    public void Should_be_the_largest_and_notice_what_is_no_number(float left, float right, double expected) =>
        Assert.Equal(expected, LargestDifference.Of([0f, left, 0f], [0f, right, 0.1f]));
}
