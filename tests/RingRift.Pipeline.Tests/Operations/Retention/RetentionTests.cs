using System.Text.Json;
using RingRift.Eventing.Aggregates;
using RingRift.Eventing.Artifacts;
using RingRift.Eventing.DeadLetters;
using RingRift.Eventing.Envelope;
using RingRift.Eventing.Events;
using RingRift.Eventing.Handling;
using RingRift.Eventing.Json;
using RingRift.InMemory;
using RingRift.Pipeline.Champions;
using RingRift.Pipeline.Compliance;
using RingRift.Pipeline.Iterations;
using RingRift.Pipeline.Jobs;
using RingRift.Pipeline.Learner;
using RingRift.Pipeline.Operations.Retention;
using RingRift.Pipeline.Stages.Sync;
using RingRift.Pipeline.Tests.Cascade;
using RingRift.Pipeline.Tests.Eventing.Telemetry;

namespace RingRift.Pipeline.Tests.Operations.Retention;

/// <summary>What a whole run left, a month later.</summary>
[Trait("Category", "Slow")]
public sealed class RetentionTests : IDisposable
{
    private static readonly CancellationToken None = CancellationToken.None;
    private readonly PipelineHarness _harness = new();

    [Fact]
    public async Task When_it_is_young_should_keep_everything()
    {
        await _harness.RunAsync();
        await _harness.PassAsync(TimeSpan.FromDays(29));
        var before = await StoredAsync();
        await SweepAsync();
        Assert.Equal(before, await StoredAsync());
        Assert.All((await ReportAsync()).Items, item => Assert.Equal(0, item.Count));
    }

    [Fact]
    public async Task When_it_is_old_should_keep_what_champions_pools_and_learners_name_and_delete_the_rest()
    {
        await _harness.RunAsync();
        var learner = await _harness.Get<LearnerStore>().ReadAsync(PipelineHarness.Config, None);
        await _harness.PassAsync(TimeSpan.FromDays(31));
        var (before, report) = (await StoredAsync(), await ReportAsync());
        using var measured = new Measurements(_harness.Get<RetentionMetrics>().Meter);
        await SweepAsync();
        var after = await StoredAsync();
        Assert.All(report.Items, item => Assert.Equal(
            ((double)item.Count, (double)item.Bytes),
            (measured.Sum("ringrift.retention.deleted", (RetentionMetrics.KindTag, item.Kind)), measured.Sum("ringrift.retention.deleted_bytes", (RetentionMetrics.KindTag, item.Kind)))));
        Assert.Equal(["By", "{item}"], measured.Instruments.Select(one => one.Unit).Order(StringComparer.Ordinal));

        var champions = await _harness.Get<IChampionStore>().HistoryAsync(PipelineHarness.Config, None).ToListAsync();
        ArtifactRef[] needed =
        [
            .. champions.SelectMany(champion => new[] { champion.Model, champion.Checkpoint }),
            .. learner.Window.Select(samples => samples.Artifact),
            learner.Checkpoint!,
            .. learner.Generators.Select(generator => generator.Model!),
        ];
        Assert.All(needed, artifact => Assert.Contains((artifact.Kind, artifact.Sha256), after));
        Assert.True(after.Count < before.Count, "nothing was deleted");
        Assert.Contains(before.Except(after), gone => gone.Kind == ArtifactKind.Games);
        Assert.Equal(before.Count - after.Count, report.Items.Where(item => item.Bytes > 0).Sum(item => item.Count));
        Assert.All((await ReportAsync()).Items, item => Assert.Equal(0, item.Count));
    }

    [Fact]
    public async Task When_jobs_and_heartbeats_are_old_should_keep_those_of_open_iterations_only()
    {
        await _harness.StartAsync();
        var pump = _harness.Pump();
        await pump.DrainAsync(() => _harness.Bus.Published.Count(e => e.Type == DataEventType.MatchCompleted && e.Subject.EndsWith('2')) > 1);
        var board = _harness.Get<IProgressBoard>();
        var shown = await board.ListAsync(PipelineHarness.Config, 2, unreadable: null, None);
        Assert.NotEmpty(shown);
        Assert.NotEmpty(await board.ListAsync(PipelineHarness.Config, 1, unreadable: null, None));
        await _harness.PassAsync(TimeSpan.FromDays(31));
        await SweepAsync();
        var jobs = await _harness.Get<IAggregateStore>().ListAsync<JobState>("job.", unreadable: null, None).ToListAsync();
        Assert.NotEmpty(jobs);
        Assert.All(jobs, job => Assert.StartsWith(JobIds.Of(PipelineHarness.Config, 2), job.State.JobId, StringComparison.Ordinal));
        Assert.All(await _harness.Get<IAggregateStore>().HandledAsync(DateTimeOffset.MaxValue, None).ToListAsync(), row => Assert.Contains("000002", row.Key.Value, StringComparison.Ordinal));
        Assert.Empty(await board.ListAsync(PipelineHarness.Config, 1, unreadable: null, None));
        Assert.Equal(shown, await board.ListAsync(PipelineHarness.Config, 2, unreadable: null, None));
    }

    [Fact]
    public async Task When_games_are_old_should_still_know_them()
    {
        await _harness.RunAsync();
        var (first, index) = ((await _harness.IterationsAsync())[0], _harness.Get<IGameIndex>());
        await using var stored = await _harness.Artifacts.OpenAsync(first.Sync!.Manifest, None);
        var kept = (await JsonSerializer.DeserializeAsync<GameManifest>(stored, EventJson.Options))!.Shards.SelectMany(shard => shard.Kept).ToList();
        await _harness.PassAsync(TimeSpan.FromDays(400));
        await SweepAsync();
        Assert.NotEmpty(kept);
        Assert.Empty(await index.ClaimAsync(PipelineHarness.Config, kept, "iteration.later", None));
        Assert.Equal(kept.Order(), (await index.ClaimAsync(PipelineHarness.Config, kept, first.Key().Value, None)).Order());
    }

    [Fact]
    public async Task When_a_job_has_an_event_to_publish_or_is_young_should_keep_it()
    {
        await _harness.RunAsync();
        var key = AggregateKey.Job(JobIds.SelfPlay(PipelineHarness.Config, 1, 0));
        await _harness.PassAsync(TimeSpan.FromDays(31));
        var stored = (await _harness.Get<IAggregateStore>().LoadAsync<JobState>(key, None))!;
        await _harness.Get<IAggregateStore>().CommitAsync(
            new Commit<JobState> { Key = key, State = stored.State, Token = stored.Token, Version = stored.Version + 1, InboxId = null, Outbox = [Sample.Event(key)] }, None);
        Assert.Contains("1 left", await _harness.Get<JobRetention>().SweepAsync(None), StringComparison.Ordinal);
        Assert.NotNull(await _harness.Get<IAggregateStore>().LoadAsync<JobState>(key, None));
    }

    [Fact]
    public async Task When_an_event_that_waits_or_an_open_letter_names_an_artifact_should_keep_it()
    {
        var (waiting, given) = (await PutAsync(ArtifactKind.Model, 1), await PutAsync(ArtifactKind.Model, 2));
        var discarded = await PutAsync(ArtifactKind.Model, 3);
        var key = new AggregateKey("aggregate");
        var commit = new Commit<ArtifactSweepState> { Key = key, State = new ArtifactSweepState(0), Token = null, Version = 1, InboxId = null, Outbox = [Promoted(waiting)] };
        await _harness.Get<IAggregateStore>().CommitAsync(commit, None);
        var letters = _harness.Get<IDeadLetterStore>();
        foreach (var model in new[] { given, discarded })
        {
            await letters.AddAsync(DeadLetter.Of(Promoted(model), DeadLetterOrigin.Handler, "DistributeModel", "unreadable", Sample.Noon), None);
        }

        var letter = (await letters.GetAsync(DeadLetterId.Of("DistributeModel", Promoted(discarded).Id), None))!;
        await letters.TryChangeStatusAsync(letter, DeadLetterStatus.Discarded, "no", Sample.Noon, None);
        await _harness.PassAsync(TimeSpan.FromDays(31));
        await SweepAsync();
        Assert.Equal((true, true, false), (await ExistsAsync(waiting), await ExistsAsync(given), await ExistsAsync(discarded)));
    }

    [Fact]
    public async Task When_a_manifest_is_named_should_keep_the_shards_it_names()
    {
        var (shard, lonely) = (await PutAsync(ArtifactKind.Games, 1), await PutAsync(ArtifactKind.Games, 2));
        var manifest = new GameManifest { Config = PipelineHarness.Config, Iteration = 1, Shards = [new ManifestShard { Data = shard, Kept = [], Duplicates = 0, Rejected = 0 }] };
        var stored = await _harness.PutAsync(ArtifactKind.Manifest, JsonSerializer.SerializeToUtf8Bytes(manifest, EventJson.Options));
        await _harness.SaveAsync(States.Training() with { Config = PipelineHarness.Config, Iteration = 1, Shards = [], Sync = new SyncResult(stored, 1, 0, 0) });
        await _harness.PassAsync(TimeSpan.FromDays(31));
        await SweepAsync();
        Assert.Equal((true, true, false), (await ExistsAsync(stored), await ExistsAsync(shard), await ExistsAsync(lonely)));
    }

    [Fact]
    public async Task When_it_is_stored_again_should_be_young_again()
    {
        var (again, old) = (await PutAsync(ArtifactKind.Samples, 1), await PutAsync(ArtifactKind.Samples, 2));
        await _harness.PassAsync(TimeSpan.FromDays(31));
        Assert.Equal(again, await PutAsync(ArtifactKind.Samples, 1));
        await SweepAsync();
        Assert.Equal((true, false), (await ExistsAsync(again), await ExistsAsync(old)));
    }

    [Theory]
    [InlineData(FaultPoint.BeforeRetention)]
    [InlineData(FaultPoint.AfterRetention)]
    [InlineData(FaultPoint.BeforeCommit)]
    [InlineData(FaultPoint.AfterCommit)]
    public async Task When_it_crashes_anywhere_should_end_as_without_a_crash(FaultPoint point)
    {
        await _harness.RunAsync();
        using var clean = new PipelineHarness();
        await clean.RunAsync();
        await clean.PassAsync(TimeSpan.FromDays(31));
        await _harness.PassAsync(TimeSpan.FromDays(31));
        await SweepAsync(clean);

        var passings = 0;
        _harness.Faults.Fails = (at, _) => at == point && ++passings % 3 == 1;
        while (!await TrySweepAsync())
        {
            Assert.True(passings < 10_000, "it never ends");
        }

        _harness.Faults.Fails = (_, _) => false;
        await SweepAsync();
        Assert.True(passings > 0, $"{point} was never passed");
        Assert.Equal(await StoredAsync(clean), await StoredAsync());
        Assert.Equal(await OutcomeAsync(clean), await OutcomeAsync(_harness));
    }

    [Fact]
    public async Task When_it_is_switched_off_should_delete_nothing_and_still_tell_what_it_would()
    {
        using var off = new PipelineHarness((":Retention:Enabled", "false"));
        await off.RunAsync();
        await off.PassAsync(TimeSpan.FromDays(31));
        var before = await StoredAsync(off);
        await SweepAsync(off);
        Assert.Equal(before, await StoredAsync(off));
        var report = await off.Get<RetentionReportReader>().ReadAsync(None);
        Assert.False(report.Enabled);
        Assert.Contains(report.Items, item => item is { Kind: "jobs", Count: > 0 } && item.Names.Count == item.Count);
    }

    public void Dispose() => _harness.Dispose();

    private Task SweepAsync() => SweepAsync(_harness);

    private static async Task SweepAsync(PipelineHarness harness)
    {
        await harness.Get<InboxRetention>().SweepAsync(None);
        await harness.Get<JobRetention>().SweepAsync(None);
        await harness.Get<ProgressRetention>().SweepAsync(None);
        await harness.Get<ArtifactRetention>().SweepAsync(None);
    }

    private async Task<bool> TrySweepAsync()
    {
        try
        {
            await SweepAsync();
            return true;
        }
        catch (InjectedFaultException)
        {
            return false;
        }
    }

    private Task<RetentionReport> ReportAsync() => _harness.Get<RetentionReportReader>().ReadAsync(None);

    private Task<IReadOnlyList<(ArtifactKind Kind, string Sha256)>> StoredAsync() => StoredAsync(_harness);

    private static async Task<IReadOnlyList<(ArtifactKind Kind, string Sha256)>> StoredAsync(PipelineHarness harness)
    {
        var all = new List<(ArtifactKind, string)>();
        foreach (var kind in Enum.GetValues<ArtifactKind>())
        {
            all.AddRange(await harness.Artifacts.ListAsync(kind, string.Empty, None).Select(stored => (kind, stored.Artifact.Sha256)).ToListAsync());
        }

        return all;
    }

    /// <summary>Everything else that a run leaves; the states of jobs and inboxes are compared as their keys.</summary>
    private static async Task<string> OutcomeAsync(PipelineHarness harness)
    {
        var store = harness.Get<IAggregateStore>();
        var jobs = await store.ListAsync<JobState>("job.", unreadable: null, None).Select(job => job.Key.Value).ToListAsync();
        var inboxes = await store.HandledAsync(DateTimeOffset.MaxValue, None).Select(row => $"{row.Key} {row.RowId}").ToListAsync();
        var beats = await harness.Get<IProgressBoard>().ListBeforeAsync(DateTimeOffset.MaxValue, None).Select(job => job.JobId).ToListAsync();
        return string.Join('\n', [await harness.OutcomeAsync(), .. jobs, .. inboxes.Order(StringComparer.Ordinal), .. beats.Order(StringComparer.Ordinal)]);
    }

    private Task<ArtifactRef> PutAsync(ArtifactKind kind, byte content) => _harness.PutAsync(kind, [content]);

    private Task<bool> ExistsAsync(ArtifactRef artifact) => _harness.Artifacts.ExistsAsync(artifact, None);

    private static EventEnvelope Promoted(ArtifactRef model) => new EventFactory(TimeProvider.System, "/tests").Create(
        new ModelPromoted { Config = PipelineHarness.Config, Iteration = 1, Model = model, Reason = "better" }, new AggregateKey(model.ShortId), 1, 0, cause: null);
}
