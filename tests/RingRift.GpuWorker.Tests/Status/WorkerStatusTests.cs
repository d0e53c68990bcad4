using Microsoft.Extensions.Time.Testing;
using RingRift.GpuWorker.Status;

namespace RingRift.GpuWorker.Tests.Status;

public sealed class WorkerStatusTests
{
    private static readonly DateTimeOffset Start = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);
    private readonly FakeTimeProvider _time = new(Start);

    [Fact]
    public void Should_count_the_time_without_a_job_from_when_the_queues_were_first_empty()
    {
        var status = new WorkerStatus(_time);
        status.JobTaken();
        _time.Advance(TimeSpan.FromMinutes(1));
        status.QueuesEmpty();
        _time.Advance(TimeSpan.FromMinutes(1));
        status.QueuesEmpty();
        Assert.Equal((false, Start.AddMinutes(1)), (status.Current.AtWork, status.Current.IdleSince));
    }

    [Fact]
    public void Should_count_no_time_of_the_self_test_as_idle()
    {
        var status = new WorkerStatus(_time);
        _time.Advance(TimeSpan.FromMinutes(3));
        status.SelfTested([]);
        Assert.Equal(Start.AddMinutes(3), status.Current.IdleSince);
    }

    [Fact]
    public void Should_keep_the_first_reason_to_stop()
    {
        var status = new WorkerStatus(_time);
        Assert.True(status.Drain("evicted"));
        Assert.False(status.Drain("the process was told to stop"));
        Assert.Equal("evicted", status.Current.DrainReason);
    }

    [Fact]
    public void Should_not_take_for_granted_that_the_storage_answers()
    {
        var status = new WorkerStatus(_time);
        Assert.Equal("it has not answered yet", status.Current.StorageFault);
    }

    [Fact]
    public void Should_forget_a_fault_when_the_storage_answers()
    {
        var status = new WorkerStatus(_time);
        status.StorageFailed("503");
        Assert.Equal("503", status.Current.StorageFault);
        status.StorageAnswered();
        Assert.Null(status.Current.StorageFault);
    }
}
