using RingRift.Pipeline.Operations.Scaling;

namespace RingRift.Pipeline.Tests.Operations.Scaling;

public sealed class GpuLedgerTests
{
    private static readonly DateTimeOffset Evening = new(2026, 3, 1, 23, 0, 0, TimeSpan.Zero);

    [Fact]
    public void When_time_crosses_midnight_should_book_each_day_its_own_hours()
    {
        var days = GpuLedger.Book([], WorkKind.SelfPlay, 4, Evening, Evening.AddHours(26));
        Assert.Equal([new(new(2026, 3, 1), 4), new(new(2026, 3, 2), 96), new GpuDay(new(2026, 3, 3), 4)], days);
    }

    [Fact]
    public void When_kinds_are_booked_should_keep_them_apart_and_add_them_up()
    {
        var days = GpuLedger.Book([], WorkKind.SelfPlay, 2, Evening, Evening.AddMinutes(30));
        days = GpuLedger.Book(days, WorkKind.Training, 1, Evening, Evening.AddMinutes(15));
        days = GpuLedger.Book(days, WorkKind.SelfPlay, 2, Evening, Evening.AddMinutes(15));
        var today = Assert.Single(days);
        Assert.Equal((1.5, 0.25, 1.75), (today.Of(WorkKind.SelfPlay), today.Of(WorkKind.Training), today.Total()));
    }

    [Theory]
    [InlineData(0, 60)]
    [InlineData(3, 0)]
    [InlineData(3, -60)] // A clock that was set back books nothing, and takes nothing away.
    public void When_nothing_was_used_should_book_nothing(int gpus, int minutes) =>
        Assert.Empty(GpuLedger.Book([], WorkKind.SelfPlay, gpus, Evening, Evening.AddMinutes(minutes)));

    [Fact]
    public void When_days_go_by_should_keep_the_newest()
    {
        var days = GpuLedger.Book([], WorkKind.Training, 1, Evening, Evening.AddDays(100));
        Assert.Equal(GpuLedger.KeptDays, days.Count);
        Assert.Equal(new DateOnly(2026, 6, 9), days[^1].Day);
    }
}
