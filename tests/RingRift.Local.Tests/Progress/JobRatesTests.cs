using RingRift.Local.Progress;

namespace RingRift.Local.Tests.Progress;

public sealed class JobRatesTests
{
    private readonly JobRates _rates = new();

    [Fact]
    public void When_a_job_was_seen_once_should_know_nothing()
    {
        Assert.Null(_rates.PerSecond(Runs.Job(10, second: 0)));
        Assert.Null(_rates.Left(Runs.Job(10, second: 5)));
    }

    [Fact]
    public void When_a_job_has_moved_should_tell_its_mean_speed_and_the_time_left()
    {
        _rates.PerSecond(Runs.Job(10, second: 0));

        Assert.Equal(2, _rates.PerSecond(Runs.Job(30, second: 10)));
        Assert.Equal(TimeSpan.FromSeconds(35), _rates.Left(Runs.Job(30, second: 10)));
    }

    [Fact]
    public void When_a_job_begins_again_should_measure_from_there()
    {
        _rates.PerSecond(Runs.Job(50, second: 0));

        Assert.Null(_rates.PerSecond(Runs.Job(20, second: 10)));
        Assert.Equal(1, _rates.PerSecond(Runs.Job(30, second: 20)));
    }

    [Fact]
    public void When_a_job_hardly_moves_should_bound_the_time_left()
    {
        _rates.PerSecond(Runs.Job(0, second: 0));

        Assert.Equal(TimeSpan.FromDays(99), _rates.Left(Runs.Job(1, second: 1_000_000)));
    }
}
