using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;
using RingRift.Eventing.Aggregates;
using RingRift.Eventing.Events;
using RingRift.Eventing.Handling;
using RingRift.Eventing.Transactions;
using RingRift.InMemory;
using RingRift.Pipeline.Compliance;
using RingRift.Pipeline.Operations.Daemons;
using RingRift.Pipeline.Tests.Eventing.Routing;

namespace RingRift.Pipeline.Tests.Operations.Daemons;

public sealed class DaemonRunnerTests
{
    private static readonly CancellationToken None = CancellationToken.None;

    private readonly FakeTimeProvider _time = new(Sample.Noon);
    private readonly FaultInjector _faults = new();
    private readonly InMemoryAggregateStore _store;
    private readonly InMemoryEventBus _bus;
    private readonly List<string> _runs = [];

    public DaemonRunnerTests() => (_store, _bus) = (new InMemoryAggregateStore(_time, _faults), new InMemoryEventBus(_faults));

    [Fact]
    public async Task When_daemons_are_due_should_run_them_in_the_order_of_their_dependencies()
    {
        var runner = Runner(Counted("B", "A"), Counted("C", "B"), Counted("A"));
        Assert.Equal(3, await runner.RunDueAsync(None));
        Assert.Equal(["A", "B", "C"], _runs);
        Assert.Equal(0, await runner.RunDueAsync(None));
        _time.Advance(TimeSpan.FromSeconds(10));
        Assert.Equal(3, await runner.RunDueAsync(None));
    }

    [Fact]
    public async Task When_several_processes_tick_should_run_each_daemon_once()
    {
        var runners = Enumerable.Range(0, 6).Select(_ => Runner(Counted("A"), Counted("B", "A"))).ToArray();
        await Task.WhenAll(runners.Select(runner => Task.Run(() => runner.RunDueAsync(None))));
        Assert.Single(_runs, "A");
        Assert.True(_runs.Count(name => name == "B") <= 1);
        await runners[0].RunDueAsync(None);
        Assert.Single(_runs, "B");
    }

    [Fact]
    public async Task When_one_fails_should_run_the_others_and_try_it_again_after_the_back_off()
    {
        var fails = true;
        var runner = Runner(Failing("Bad", () => fails), Counted("Good"));
        _time.Advance(TimeSpan.FromMinutes(6));
        Assert.Equal(2, await runner.RunDueAsync(None));
        Assert.Equal(["Good"], _runs);
        Assert.Equal("broken", (await StateAsync("Bad")).Error);
        fails = false;
        _time.Advance(TimeSpan.FromSeconds(6));
        await runner.RunDueAsync(None);
        Assert.Equal(
            (DaemonStatus.Running, null, 0),
            ((await StateAsync("Bad")).Status, (await StateAsync("Bad")).Error, (await StateAsync("Bad")).Failures));
        Assert.Equal(
            [DataEventType.DaemonStarted, DataEventType.DaemonStatusChanged, DataEventType.DaemonStatusChanged],
            _bus.Published.Where(e => e.Subject == "daemons/Bad").Select(e => e.Type));
    }

    [Fact]
    public async Task When_one_fails_with_more_words_than_an_event_holds_should_still_tell_of_it()
    {
        var runner = Runner(
            new DaemonDefinition
            {
                Name = "Talks",
                Interval = TimeSpan.FromSeconds(10),
                Run = _ => throw new IOException(new string('<', 100_000)),
            });
        await runner.RunDueAsync(None);
        Assert.Equal(1, (await StateAsync("Talks")).Failures);
        Assert.Contains(_bus.Published, e => e.Type == DataEventType.DaemonStatusChanged);
    }

    [Fact]
    public async Task When_one_hangs_should_cancel_it_at_its_limit_and_count_a_failure()
    {
        var runner = Runner(
            new DaemonDefinition
            {
                Name = "Hangs",
                Interval = TimeSpan.FromSeconds(1),
                Run = async stop => await new TaskCompletionSource<string>().Task.WaitAsync(stop),
            });
        var tick = runner.RunDueAsync(None);
        Assert.False(tick.IsCompleted);
        _time.Advance(TimeSpan.FromMinutes(1));
        await tick;
        Assert.Contains("longer than 00:01:00", (await StateAsync("Hangs")).Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task When_a_resumable_one_takes_long_should_stop_it_early_and_go_on_at_once()
    {
        var runs = 0;
        var resumable = new DaemonDefinition
        {
            Name = "Sweeps",
            Interval = TimeSpan.FromHours(6),
            Resumable = true,
            Run = async stop => ++runs == 1 ? await new TaskCompletionSource<string>().Task.WaitAsync(stop) : "all done",
        };
        var runner = Runner(resumable);
        var tick = runner.RunDueAsync(None);
        _time.Advance(TimeSpan.FromSeconds(20));
        Assert.Equal(1, await tick);
        var stopped = await StateAsync("Sweeps");
        Assert.Equal((DaemonStatus.Running, 0, _time.GetUtcNow()), (stopped.Status, stopped.Failures, stopped.NextDue));
        Assert.Contains("goes on", stopped.LastResult, StringComparison.Ordinal);

        Assert.Equal(1, await runner.RunDueAsync(None));
        var ended = await StateAsync("Sweeps");
        Assert.Equal(("all done", _time.GetUtcNow().AddHours(6)), (ended.LastResult, ended.NextDue));
    }

    [Fact]
    public async Task When_a_resumable_one_does_not_stop_when_told_to_should_count_a_failure()
    {
        var runner = Runner(
            new DaemonDefinition
            {
                Name = "Hangs",
                Interval = TimeSpan.FromHours(6),
                Resumable = true,
                Run = _ => new TaskCompletionSource<string>().Task,
            });
        var tick = runner.RunDueAsync(None);
        _time.Advance(TimeSpan.FromSeconds(20));
        Assert.False(tick.IsCompleted);
        _time.Advance(TimeSpan.FromSeconds(40));
        await tick;
        Assert.Contains("longer than 00:01:00", (await StateAsync("Hangs")).Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task When_the_process_stops_should_give_the_run_back_without_blame()
    {
        using var stop = new CancellationTokenSource();
        var runner = Runner(
            new DaemonDefinition
            {
                Name = "Slow",
                Interval = TimeSpan.FromHours(1),
                Run = async token => await new TaskCompletionSource<string>().Task.WaitAsync(token),
            });
        var tick = runner.RunDueAsync(stop.Token);
        await stop.CancelAsync();
        await tick;
        var state = await StateAsync("Slow");
        Assert.Equal((null, 0), (state.LeaseUntil, state.Failures));
        Assert.True(state.NextDue <= _time.GetUtcNow());
    }

    [Fact]
    public async Task When_a_process_died_during_a_run_should_count_a_failure_once_the_lease_is_over_and_go_on()
    {
        _faults.Fails = (point, number) => point == FaultPoint.BeforeCommit && number > 6;
        await Runner(Counted("A")).RunDueAsync(None);
        _faults.Fails = (_, _) => false;
        Assert.NotNull((await StateAsync("A")).LeaseUntil);
        var other = Runner(Counted("A"));
        Assert.Equal(0, await other.RunDueAsync(None));
        _time.Advance(TimeSpan.FromMinutes(3));
        Assert.Equal(0, await other.RunDueAsync(None));
        Assert.Contains("did not end", (await StateAsync("A")).Error, StringComparison.Ordinal);
        _time.Advance(TimeSpan.FromSeconds(6));
        Assert.Equal(1, await other.RunDueAsync(None));
    }

    [Fact]
    public async Task When_it_cannot_be_published_should_leave_the_event_to_the_sweeper()
    {
        _faults.Fails = (point, _) => point == FaultPoint.BeforePublish;
        Assert.Equal(1, await Runner(Counted("A")).RunDueAsync(None));
        Assert.Equal(
            DataEventType.DaemonStarted, Assert.Single(await _store.PendingAsync(AggregateKey.Daemon("A"), None).ToListAsync()).Event.Type);
    }

    [Fact]
    public async Task When_the_report_is_read_should_tell_healthy_overdue_and_never_run_daemons_apart()
    {
        var daemons = new[] { Counted("A"), Failing("Bad", () => true), Counted("Later") with { Interval = TimeSpan.FromDays(1) } };
        var reader = new DaemonReportReader(new DaemonRegistry(daemons), _store, Options.Create(new DaemonOptions()), _time);
        Assert.All(
            (await reader.ReadAsync(None)).Daemons, daemon => Assert.Equal((DaemonStatus.Stopped, false), (daemon.Status, daemon.Healthy)));
        await Runner(daemons).RunDueAsync(None);
        Assert.Equal([true, false, true], (await reader.ReadAsync(None)).Daemons.Select(daemon => daemon.Healthy));
        _time.Advance(TimeSpan.FromMinutes(6));
        var report = await reader.ReadAsync(None);
        Assert.Equal([false, false, true], report.Daemons.Select(daemon => daemon.Healthy));
        Assert.Equal(("broken", false), (report.Daemons[1].Error, report.Healthy));
    }

    private DaemonDefinition Counted(string name, params string[] dependsOn) => new()
    {
        Name = name,
        Interval = TimeSpan.FromSeconds(10),
        DependsOn = dependsOn,
        Run = _ =>
        {
            lock (_runs)
            {
                _runs.Add(name);
            }

            return Task.FromResult("counted");
        },
    };

    private static DaemonDefinition Failing(string name, Func<bool> fails) => new()
    {
        Name = name,
        Interval = TimeSpan.FromSeconds(10),
        Run = _ => fails() ? throw new IOException("broken") : Task.FromResult("fine"),
    };

    private async Task<DaemonState> StateAsync(string name) =>
        (await _store.LoadAsync<DaemonState>(AggregateKey.Daemon(name), None))!.State;

    private DaemonRunner Runner(params DaemonDefinition[] daemons)
    {
        var options = Options.Create(new DaemonOptions());
        var change = new AggregateChange(
            _store, new OutboxDispatcher(_store, TestRouter.Over(_bus, _time)), new EventFactory(_time, "/tests"),
            NullLogger<AggregateChange>.Instance);
        return new DaemonRunner(
            new DaemonRegistry(daemons), new DaemonPolicy(options.Value), _store, change, options, _time,
            NullLogger<DaemonRunner>.Instance);
    }
}
