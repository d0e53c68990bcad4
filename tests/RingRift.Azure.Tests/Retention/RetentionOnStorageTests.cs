using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using RingRift.Eventing.Aggregates;
using RingRift.Eventing.Artifacts;
using RingRift.Eventing.Clocks;
using RingRift.Pipeline;
using RingRift.Pipeline.Champions;
using RingRift.Pipeline.Compliance;
using RingRift.Pipeline.Iterations;
using RingRift.Pipeline.Jobs;
using RingRift.Pipeline.Operations.Retention;
using RingRift.Pipeline.Stages.Succession;

namespace RingRift.Azure.Tests.Retention;

/// <summary>The sweeps over real storage, by a clock that is a month ahead of it.</summary>
[Collection(AzuriteCollection.Name)]
public sealed class RetentionOnStorageTests(AzuriteFixture azurite)
{
    private const string Config = "square19_4p";
    private static readonly CancellationToken None = CancellationToken.None;

    [Fact]
    public async Task When_a_month_is_over_should_delete_what_nothing_names_and_nothing_else()
    {
        await using var services = Services(TimeSpan.FromDays(31));
        var artifacts = services.GetRequiredService<IArtifactStore>();
        var (model, checkpoint, old) = (
            await PutAsync(artifacts, ArtifactKind.Model), await PutAsync(artifacts, ArtifactKind.Checkpoint),
            await PutAsync(artifacts, ArtifactKind.Model));
        Assert.True(
            await services.GetRequiredService<IChampionStore>().TrySwapAsync(new Champion(Config, model, checkpoint, 1, 1), null, None));
        await SaveAsync(services, 1, JobStatus.Done);
        await SaveAsync(services, 2, JobStatus.Running);

        await SampleClock.BelieveAsync(services.GetRequiredService<IAggregateStore>(), services.GetRequiredService<TimeProvider>());
        await services.GetRequiredService<InboxRetention>().SweepAsync(None);
        await services.GetRequiredService<JobRetention>().SweepAsync(None);
        await services.GetRequiredService<ProgressRetention>().SweepAsync(None);
        await services.GetRequiredService<ArtifactRetention>().SweepAsync(None);

        Assert.Equal(
            (true, true, false),
            (await artifacts.ExistsAsync(model, None), await artifacts.ExistsAsync(
                checkpoint, None), await artifacts.ExistsAsync(old, None)));
        var store = services.GetRequiredService<IAggregateStore>();
        Assert.Null(await store.LoadAsync<JobState>(JobOf(1), None));
        Assert.NotNull(await store.LoadAsync<JobState>(JobOf(2), None));
        Assert.Equal(
            (false, true),
            (await store.IsHandledAsync(
                AggregateKey.Iteration(Config, 1), "begun", None),
                await store.IsHandledAsync(AggregateKey.Iteration(Config, 2), "begun", None)));
        Assert.NotNull(await store.LoadAsync<IterationState>(AggregateKey.Iteration(Config, 1), None));

        // A leased file, which another test leaves among the games, is none that may be deleted.
        var report = await services.GetRequiredService<RetentionReportReader>().ReadAsync(None);
        Assert.All(report.Items.Where(item => item.Kind != "games"), item => Assert.Equal(0, item.Count));
    }

    [Fact]
    public async Task When_an_event_was_committed_by_a_clock_that_was_ahead_should_be_swept_by_a_right_one()
    {
        await using var ahead = Services(TimeSpan.FromDays(1));
        var key = new AggregateKey(Sample.Unique("future"));
        var commit = new Commit<IterationState>
        {
            Key = key,
            State = ahead.GetRequiredService<NextIterationPolicy>().Begin(Config, 1, generator: null, champion: null, Sample.Noon),
            Token = null,
            Version = 1,
            InboxId = null,
            Outbox = [Sample.Event(key)],
        };
        await ahead.GetRequiredService<IAggregateStore>().CommitAsync(commit, None);
        var found = azurite.Services.GetRequiredService<IAggregateStore>().PendingAsync(TimeProvider.System.GetUtcNow().AddHours(-1), None);
        Assert.Contains(await found.ToListAsync(), row => row.Key == key);
    }

    [Fact]
    public async Task Should_know_what_time_the_service_says_it_is()
    {
        var before = TimeProvider.System.GetUtcNow();
        Assert.InRange(
            (await azurite.Services.GetRequiredService<IServerClock>().ReadAsync(None))!.Value, before.AddSeconds(-2),
            TimeProvider.System.GetUtcNow().AddSeconds(2));
    }

    private ServiceProvider Services(TimeSpan ahead) => new ServiceCollection()
        .AddLogging()
        .AddSingleton<TimeProvider>(new FakeTimeProvider(TimeProvider.System.GetUtcNow() + ahead))
        .AddPipeline(azurite.Settings)
        .AddAzurePipeline(azurite.Settings)
        .BuildServiceProvider();

    private static async Task<ArtifactRef> PutAsync(IArtifactStore artifacts, ArtifactKind kind)
    {
        using var content = new MemoryStream(System.Text.Encoding.UTF8.GetBytes(Sample.Unique("bytes")));
        return await artifacts.PutAsync(kind, content, None);
    }

    private static AggregateKey JobOf(int iteration) => AggregateKey.Job(JobIds.Training(Config, iteration));

    /// <summary>An iteration and its training, committed now and long ago by the clock of the sweeps.</summary>
    private async Task SaveAsync(ServiceProvider services, int iteration, JobStatus status)
    {
        // By the clock of storage, which is that of these commits.
        var store = azurite.Services.GetRequiredService<IAggregateStore>();
        var state = services.GetRequiredService<NextIterationPolicy>().Begin(
            Config, iteration, generator: null, champion: null, TimeProvider.System.GetUtcNow());
        await store.CommitAsync(
            new Commit<IterationState> { Key = state.Key(), State = state, Token = null, Version = 1, InboxId = "begun", Outbox = [] },
            None);
        var job = new JobState
        {
            JobId = JobIds.Training(Config, iteration),
            Status = status,
            Owner = "worker",
            LeaseUntil = TimeProvider.System.GetUtcNow(),
            Attempt = 1,
        };
        await store.CommitAsync(
            new Commit<JobState> { Key = JobOf(iteration), State = job, Token = null, Version = 1, InboxId = "asked", Outbox = [] }, None);
    }
}
