using RingRift.Eventing.Aggregates;
using RingRift.Eventing.Records;
using RingRift.InMemory;
using RingRift.Pipeline.Holds;
using RingRift.Pipeline.Jobs;
using RingRift.Pipeline.Learner;
using RingRift.Pipeline.Operations.Conditions;
using RingRift.Pipeline.Operations.Daemons;
using RingRift.Pipeline.Operations.Retention;
using RingRift.Pipeline.Operations.Stalls;
using RingRift.Pipeline.Tests.Cascade;

namespace RingRift.Pipeline.Tests.Eventing.Records;

/// <summary>One record of another version takes no list down, and keeps nobody else from being looked after.</summary>
public sealed class ListsTests : IDisposable
{
    private const string Newer = """{"recordVersion":2}""";

    private static readonly CancellationToken None = CancellationToken.None;

    private readonly PipelineHarness _harness = new();

    private InMemoryAggregateStore Store => _harness.Get<InMemoryAggregateStore>();

    [Fact]
    public async Task When_the_state_of_a_daemon_cannot_be_read_should_report_the_others_and_run_those_that_do_not_need_it()
    {
        Store.Plant(AggregateKey.Daemon("WatchQueues"), Newer);
        var ran = await _harness.Get<DaemonRunner>().RunDueAsync(None);
        var report = await _harness.Get<DaemonReportReader>().ReadAsync(None);
        Assert.Equal("daemon.WatchQueues", Assert.Single(report.Unreadable!).Record);
        Assert.False(report.Healthy);
        Assert.DoesNotContain(report.Daemons, daemon => daemon.Name == "WatchQueues");
        Assert.NotEmpty(report.Daemons);
        Assert.True(ran > 0);
        Assert.Equal(Newer, Store.TextOf(AggregateKey.Daemon("WatchQueues")));
    }

    [Fact]
    public async Task When_the_newest_iteration_cannot_be_read_should_show_the_others_and_name_it()
    {
        await _harness.SaveAsync(States.SelfPlay());
        await _harness.Get<LearnerStore>().ChangeAsync(PipelineHarness.Config, (state, _) => LearnerPolicy.Beginning(state), None);
        var next = AggregateKey.Iteration(PipelineHarness.Config, States.SelfPlay().Iteration + 1);
        Store.Plant(next, Newer);
        var status = await _harness.StatusAsync();
        Assert.Equal(States.SelfPlay().Iteration, Assert.Single(status.Iterations).Iteration);
        Assert.Equal(next.Value, Assert.Single(status.Unreadable!).Record);
    }

    [Fact]
    public async Task When_no_iteration_can_be_read_should_say_which_and_why()
    {
        Store.Plant(AggregateKey.Iteration(PipelineHarness.Config, 1), Newer);
        Task[] asked = [_harness.StatusAsync(), _harness.Get<RunConditionsReader>().ReadAsync(PipelineHarness.Config, None), _harness.StartAsync()];
        foreach (var question in asked)
        {
            var refused = await Assert.ThrowsAsync<UnreadableRecordException>(() => question);
            Assert.Equal("iteration.hex8_2p.000001 cannot be read: it has version 2; this program supports version 1", refused.Message);
        }
    }

    [Fact]
    public async Task When_records_beside_an_iteration_cannot_be_read_should_still_say_what_it_waits_for()
    {
        await _harness.SaveAsync(States.SelfPlay());
        AggregateKey[] bad =
        [
            AggregateKey.Job(JobIds.SelfPlay(PipelineHarness.Config, States.SelfPlay().Iteration, 0)), AggregateKey.BackPressure(), AggregateKey.Scaler(),
            AggregateKey.Progress(PipelineHarness.Config), AggregateKey.Reconciliation(PipelineHarness.Config, States.SelfPlay().Iteration), AggregateKey.Pauses(PauseScope.All),
        ];
        Array.ForEach(bad, key => Store.Plant(key, Newer));
        var conditions = (await _harness.Get<RunConditionsReader>().ReadAsync(PipelineHarness.Config, None))!;
        Assert.NotEmpty(conditions.Conditions);
        Assert.Equal(bad.Select(key => key.Value).Order(StringComparer.Ordinal), conditions.Unreadable!.Select(one => one.Record).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task When_the_pauses_of_a_scope_cannot_be_read_should_list_and_end_those_of_the_others()
    {
        var pauses = _harness.Get<PipelinePauses>();
        await pauses.PauseAsync("square8_2p", new PauseRequest { Owner = "ann", Reason = "upgrade", Duration = TimeSpan.FromMinutes(1) }, None);
        Store.Plant(AggregateKey.Pauses("hex8_2p"), Newer);
        var unreadable = new List<UnreadableRecord>();
        Assert.Equal("square8_2p", Assert.Single(await pauses.ListAsync(unreadable, None)).Scope);
        Assert.Equal("pauses.hex8_2p", Assert.Single(unreadable).Record);

        _harness.Time.Advance(TimeSpan.FromMinutes(2));
        var failed = await Assert.ThrowsAsync<AggregateException>(() => pauses.ExpireAsync(None));
        Assert.Contains("pauses.hex8_2p", Assert.Single(failed.InnerExceptions).Message, StringComparison.Ordinal);
        Assert.Equal("""{"scope":"square8_2p","pauses":[]}""", Store.TextOf(AggregateKey.Pauses("square8_2p")));
    }

    [Fact]
    public async Task When_an_iteration_of_a_config_cannot_be_read_should_look_after_the_others_but_delete_nothing()
    {
        await _harness.SaveAsync(States.SelfPlay());
        Store.Plant(AggregateKey.Iteration("square8_2p", 1), Newer);
        var newest = _harness.Get<OpenIterations>();
        Assert.Equal(PipelineHarness.Config, Assert.Single(await newest.ReadAsync(None)).Config);
        Assert.StartsWith("1 configs", await _harness.Get<StallDetector>().LookAsync(None), StringComparison.Ordinal);
        await Assert.ThrowsAsync<UnreadableRecordException>(() => newest.ReadEveryAsync(None));
        await Assert.ThrowsAsync<UnreadableRecordException>(() => _harness.Get<LiveArtifacts>().ReadAsync(None));
    }

    [Fact]
    public async Task When_an_old_job_cannot_be_read_should_delete_the_others_and_say_so()
    {
        foreach (var shard in new[] { 0, 2 })
        {
            var state = new JobState { JobId = JobIds.SelfPlay("hex8_2p", 1, shard), Status = JobStatus.Done, Owner = "w", LeaseUntil = _harness.Time.GetUtcNow(), Attempt = 1 };
            var commit = new Commit<JobState> { Key = AggregateKey.Job(state.JobId), State = state, Token = null, Version = 1, InboxId = null, Outbox = [] };
            await Store.CommitAsync(commit, None);
        }

        var bad = AggregateKey.Job(JobIds.SelfPlay("hex8_2p", 1, 1));
        Store.Plant(bad, Newer);
        _harness.Time.Advance(TimeSpan.FromDays(400));
        var said = await _harness.Get<JobRetention>().SweepAsync(None);
        Assert.Contains("2 jobs deleted", said, StringComparison.Ordinal);
        Assert.Contains(bad.Value, said, StringComparison.Ordinal);
        Assert.Equal(Newer, Store.TextOf(bad));
    }

    public void Dispose() => _harness.Dispose();
}
