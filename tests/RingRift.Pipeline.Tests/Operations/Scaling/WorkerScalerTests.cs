using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using RingRift.Eventing.Events;
using RingRift.InMemory;
using RingRift.Pipeline.Compliance;
using RingRift.Pipeline.Jobs;
using RingRift.Pipeline.Operations.Daemons;
using RingRift.Pipeline.Operations.Scaling;

namespace RingRift.Pipeline.Tests.Operations.Scaling;

/// <summary>The daemon's work on real queues and aggregates in memory.</summary>
public sealed class WorkerScalerTests : IDisposable
{
    private readonly FakeTimeProvider _time = new(Sample.Noon);
    private readonly InMemoryWorkerPool _selfPlay = new(WorkKind.SelfPlay);
    private readonly InMemoryWorkerPool _training = new(WorkKind.Training);
    private readonly RefusingPool _refusing;
    private readonly ServiceProvider _services;

    public WorkerScalerTests()
    {
        _refusing = new RefusingPool(_training);
        _services = Services([_selfPlay, _refusing]);
    }

    [Fact]
    public async Task When_jobs_wait_should_scale_each_kind_by_its_own_queue_and_tell_it()
    {
        Send(JobQueues.Selfplay, 40);
        Assert.Equal("selfplay: 10 workers (Out), training: 0 workers (Keep)", await LookAsync());
        Assert.Equal((10, 0), (_selfPlay.Workers, _training.Workers));

        Send(JobQueues.Training, 2);
        Assert.Equal("selfplay: 10 workers (Keep), training: 1 workers (Out)", await LookAsync());
        Assert.Equal((10, 1), (_selfPlay.Workers, _training.Workers));
        Assert.Equal(
            [DataEventType.ClusterCapacityChanged, DataEventType.ClusterCapacityChanged],
            Get<InMemoryEventBus>().TakeAll().Select(e => e.Type));
    }

    [Fact]
    public async Task When_the_budget_is_used_up_should_stop_the_workers_until_midnight()
    {
        Send(JobQueues.Selfplay, 500);
        var looks = 0;
        while (_selfPlay.Stops == 0)
        {
            await LookAsync();
            _time.Advance(TimeSpan.FromSeconds(30));
            Assert.True(++looks < 1000, "the budget never stopped anything");
        }

        var today = (await ReportAsync()).Today;
        Assert.InRange(today.SelfPlay, 37, 38.4);
        Assert.Equal(0, _selfPlay.Workers);
        Assert.Single(Get<InMemoryEventBus>().TakeAll(), e => e.Type == DataEventType.BudgetExceeded);

        _time.Advance(TimeSpan.FromHours(1));
        await LookAsync();
        Assert.Equal((0, 1), (_selfPlay.Workers, _selfPlay.Stops));

        _time.SetUtcNow(new DateTimeOffset(2026, 3, 2, 0, 0, 30, TimeSpan.Zero));
        await LookAsync();
        Assert.Equal(10, _selfPlay.Workers);
    }

    [Fact]
    public async Task When_one_kind_cannot_be_changed_should_change_the_other_fail_and_try_again()
    {
        Send(JobQueues.Selfplay, 40);
        Send(JobQueues.Training, 1);
        _refusing.Refuses = true;
        var fault = await Assert.ThrowsAsync<AggregateException>(() => LookAsync());
        Assert.Equal("no capacity in this region", Assert.Single(fault.InnerExceptions).Message);
        Assert.Equal((10, 0), (_selfPlay.Workers, _training.Workers));

        _refusing.Refuses = false;
        _time.Advance(TimeSpan.FromMinutes(1));
        await LookAsync();
        Assert.Equal(1, _training.Workers);
    }

    [Fact]
    public async Task When_asked_should_report_the_last_decisions_with_their_reasons()
    {
        Send(JobQueues.Selfplay, 3);
        await LookAsync();
        var report = await ReportAsync();
        Assert.True(report.Configured);
        Assert.Equal((48.0, Sample.Noon), (report.DailyGpuHours, report.Looked!.Value));
        Assert.Equal(["3 jobs wait and 0 are worked on, 600 s each: 3 workers for 00:01:00"], report.Pools[0].Reasons);
        Assert.Equal((ScaleVerdict.Out, 3, 0), (report.Pools[0].Verdict, report.Pools[0].Wanted, report.Pools[0].Workers));
    }

    [Fact]
    public async Task When_no_scale_set_is_configured_should_be_off()
    {
        using var services = Services([]);
        Assert.Equal("off: no scale set is configured", await services.GetRequiredService<WorkerScaler>().LookAsync(default));
        var report = await services.GetRequiredService<ScalerReportReader>().ReadAsync(default);
        Assert.Equal((false, 0), (report.Configured, report.Pools.Count));
    }

    [Fact]
    public void Should_be_a_critical_daemon() =>
        Assert.True(Get<DaemonRegistry>().InOrder.Single(daemon => daemon.Name == ScalingServices.Daemon).Critical);

    public void Dispose() => _services.Dispose();

    private T Get<T>()
        where T : notnull => _services.GetRequiredService<T>();

    private Task<string> LookAsync() => Get<WorkerScaler>().LookAsync(CancellationToken.None);

    private Task<ScalerReport> ReportAsync() => Get<ScalerReportReader>().ReadAsync(CancellationToken.None);

    private void Send(string queue, int messages)
    {
        for (var i = 0; i < messages; i++)
        {
            Get<InMemoryJobQueue>().SendMalformed(queue, "waits", "no event");
        }
    }

    private ServiceProvider Services(IReadOnlyList<IWorkerPool> pools)
    {
        var services = new ServiceCollection().AddLogging();
        services.AddSingleton<TimeProvider>(_time);
        services.AddInMemoryPipeline();
        services.AddPipeline(new ConfigurationBuilder().Build());
        foreach (var pool in pools)
        {
            services.AddSingleton(pool);
        }

        return services.BuildServiceProvider();
    }

    /// <summary>A region without machines.</summary>
    private sealed class RefusingPool(InMemoryWorkerPool inner) : IWorkerPool
    {
        public bool Refuses { get; set; }

        public WorkKind Kind => inner.Kind;

        public Task<int> ReadAsync(CancellationToken cancellationToken) => inner.ReadAsync(cancellationToken);

        public Task SetAsync(int workers, CancellationToken cancellationToken) =>
            Refuses ? throw new IOException("no capacity in this region") : inner.SetAsync(workers, cancellationToken);

        public Task StopAsync(CancellationToken cancellationToken) => inner.StopAsync(cancellationToken);
    }
}
