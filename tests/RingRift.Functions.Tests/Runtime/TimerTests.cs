using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.DependencyInjection;
using RingRift.FunctionsRuntime.Settings;
using RingRift.FunctionsRuntime.Timers;

namespace RingRift.Functions.Tests.Runtime;

public sealed class TimerTests
{
    private static readonly DateTimeOffset Start = new(2026, 1, 1, 0, 0, 3, TimeSpan.Zero);

    [Theory]
    [InlineData("*/10 * * * * *", "2026-01-01T00:00:10Z")]
    [InlineData("0 */5 * * * *", "2026-01-01T00:05:00Z")]
    [InlineData("*/5 * * * *", "2026-01-01T00:05:00Z")]
    [InlineData("0 30 9 * * MON-FRI", "2026-01-01T09:30:00Z")]
    [InlineData("00:00:30", "2026-01-01T00:00:33Z")]
    public void Should_find_the_next_occurrence_of_a_schedule(string schedule, string expected) =>
        Assert.Equal(DateTimeOffset.Parse(expected), TimerSchedule.Parse(schedule, "T").Next(Start));

    [Theory]
    [InlineData("")]
    [InlineData("sometimes")]
    [InlineData("* * *")]
    [InlineData("00:00:00")]
    [InlineData("61 * * * * *")]
    public void When_a_schedule_is_invalid_should_name_function_value_and_rule(string schedule)
    {
        var exception = Assert.Throws<HostSettingsException>(() => TimerSchedule.Parse(schedule, "Sweep"));

        Assert.Contains("Sweep", exception.Message);
        Assert.Contains($"'{schedule}'", exception.Message);
        Assert.Contains("NCRONTAB", exception.Message);
    }

    [Fact]
    public async Task When_time_passes_should_run_at_each_occurrence_and_go_on_after_a_failure()
    {
        var time = new WatchedTime(Start);
        await using var host = await RunningHost.StartAsync(new HostPlan
        {
            Functions = [typeof(TimerFunctions)],
            Configure = services => services.AddSingleton<TimeProvider>(time),
        });
        Assert.Equal("startup 00:00:03", await host.Recorder.NextAsync());

        await time.AdvanceOnceAwaitedAsync(TimeSpan.FromSeconds(7));
        Assert.Equal("due 00:00:10 next 00:00:20", await host.Recorder.NextAsync());
        await time.AdvanceOnceAwaitedAsync(TimeSpan.FromSeconds(10));
        Assert.Equal("due 00:00:20 next 00:00:30", await host.Recorder.NextAsync());
        await time.AdvanceOnceAwaitedAsync(TimeSpan.FromSeconds(10));
        Assert.Equal("due 00:00:30 next 00:00:40", await host.Recorder.NextAsync());
        Assert.True(host.Recorder.IsEmpty);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(40)]
    public async Task When_the_clock_is_set_back_during_a_wait_should_run_at_the_next_occurrence_by_the_right_time(int days)
    {
        var time = new WatchedTime(Start.AddDays(days));
        await using var host = await RunningHost.StartAsync(new HostPlan
        {
            Functions = [typeof(TimerFunctions)],
            Configure = services => services.AddSingleton<TimeProvider>(time),
        });
        Assert.Equal("startup 00:00:03", await host.Recorder.NextAsync());

        await time.UntilAwaitedAsync(TimeSpan.FromSeconds(7));
        time.AdjustTime(Start);
        time.Advance(TimeSpan.FromSeconds(7));
        await time.AdvanceOnceAwaitedAsync(TimeSpan.FromSeconds(10));
        Assert.Equal("due 00:00:20 next 00:00:30", await host.Recorder.NextAsync());
    }

    public sealed class TimerFunctions(Recorder recorder)
    {
        [Function("Tick")]
        public void Tick([TimerTrigger("*/10 * * * * *")] TimerInfo timer)
        {
            recorder.Add($"due {timer.ScheduleStatus!.Last:HH:mm:ss} next {timer.ScheduleStatus.Next:HH:mm:ss}");
            throw new InvalidOperationException("on purpose");
        }

        [Function("Startup")]
        public void Startup([TimerTrigger("0 0 0 1 1 *", RunOnStartup = true)] TimerInfo timer) =>
            recorder.Add($"startup {timer.ScheduleStatus!.Last:HH:mm:ss}");
    }
}
