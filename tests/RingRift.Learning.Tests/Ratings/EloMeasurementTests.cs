using RingRift.Learning.Ratings;

namespace RingRift.Learning.Tests.Ratings;

public sealed class EloMeasurementTests
{
    [Fact]
    public void When_an_interval_is_finite_should_take_a_quarter_of_its_width_as_error()
    {
        var measured = EloMeasurement.Of(new EloInterval(30, -10, 68.4), z: 1.96)!.Value;
        Assert.Equal((30, 20), (measured.Elo, Math.Round(measured.StandardError, 6)));
    }

    [Theory]
    [InlineData(double.PositiveInfinity, 300, double.PositiveInfinity)]
    [InlineData(double.NegativeInfinity, double.NegativeInfinity, -300)]
    [InlineData(500, 300, double.PositiveInfinity)]
    public void When_the_games_do_not_say_how_large_it_is_should_be_no_measurement(double elo, double low, double high) =>
        Assert.Null(EloMeasurement.Of(new EloInterval(elo, low, high)));

    [Fact]
    public void When_measurements_agree_should_weigh_them_by_inverse_variance()
    {
        var combined = EloMeasurement.Combine([new EloMeasurement(10, 10), new EloMeasurement(20, 20)]);
        Assert.Equal(12, combined.Elo, 9);
        Assert.Equal(Math.Sqrt(80), combined.StandardError, 9);
    }

    [Fact]
    public void When_measurements_disagree_should_admit_a_larger_error()
    {
        var combined = EloMeasurement.Combine([new EloMeasurement(-100, 10), new EloMeasurement(100, 10)]);
        Assert.Equal(0, combined.Elo, 9);
        Assert.Equal(100, combined.StandardError, 9);
    }

    [Fact]
    public void When_one_is_taken_from_another_should_add_the_variances()
    {
        var difference = new EloMeasurement(50, 3).Minus(new EloMeasurement(20, 4));
        Assert.Equal((30, 5), (difference.Elo, difference.StandardError));
        Assert.Equal(new EloInterval(30, 20, 40), difference.Interval(2));
        Assert.Equal(-30, difference.Reversed().Elo);
    }

    [Fact]
    public void When_there_is_no_measurement_should_refuse() =>
        Assert.Throws<ArgumentOutOfRangeException>(() => EloMeasurement.Combine([]));
}
