using RingRift.Eventing.Aggregates;
using RingRift.Eventing.Artifacts;
using RingRift.Eventing.Events;
using RingRift.Eventing.Log;
using RingRift.Pipeline.Jobs;
using RingRift.Pipeline.Operations.Daemons;

namespace RingRift.Pipeline.Tests.Cascade;

/// <summary>A clock is set ahead while a run goes on, and put right again: nothing is deleted, and within a minute everything goes on.</summary>
[Trait("Category", "Slow")]
public sealed class When_the_clock_is_wrong
{
    private static readonly CancellationToken None = CancellationToken.None;
    private static readonly TimeSpan Tick = TimeSpan.FromSeconds(15);

    private static readonly Lazy<Task<string>> Clean = new(async () =>
    {
        using var harness = new PipelineHarness();
        await harness.RunAsync();
        return await harness.OutcomeAsync();
    });

    public static TheoryData<TimeSpan, DataEventType> Errors => new()
    {
        { TimeSpan.FromHours(1), DataEventType.SelfplayRequested },
        { TimeSpan.FromDays(1), DataEventType.SelfplayRequested },
        { TimeSpan.FromDays(1), DataEventType.DataSyncTriggered },
        { TimeSpan.FromDays(1), DataEventType.TrainingRequested },
        { TimeSpan.FromDays(40), DataEventType.MatchRequested },
        { TimeSpan.FromDays(40), DataEventType.ModelDistributionComplete },
    };

    [Theory]
    [MemberData(nameof(Errors))]
    public async Task Should_go_on_within_a_minute_of_the_right_time_and_delete_nothing(TimeSpan error, DataEventType lost)
    {
        using var harness = new PipelineHarness();
        await TickAsync(harness, 4);
        harness.Clock.Ahead = error;
        await harness.StartAsync();
        await TickAsync(harness, 4);

        // Messages of the future are hidden by the queue that holds them: nobody gets this one.
        var hidden = new List<string>();
        var pump = harness.Pump(isLost: envelope => envelope.Type == lost && harness.Clock.Ahead > TimeSpan.Zero && Add(hidden, envelope.Id));
        await pump.DrainAsync();
        await TickAsync(harness, 2);
        Assert.NotEmpty(hidden);
        var before = await KeptAsync(harness);

        harness.Clock.Ahead = TimeSpan.Zero;
        var published = harness.Bus.Published.Count;
        await TickAsync(harness, 4);

        var report = await harness.Get<DaemonReportReader>().ReadAsync(None);
        Assert.All(report.Daemons.Where(daemon => daemon.Interval <= TimeSpan.FromMinutes(1)), daemon => Assert.True(daemon.Healthy, $"{daemon.Name}: {daemon.LastSuccess} {daemon.Error}"));
        Assert.Contains(harness.Bus.Published.Skip(published), e => hidden.Contains(e.Id));
        Assert.Equal(before, (await KeptAsync(harness)).Intersect(before).ToList());
        await harness.RunWithDaemonsAsync();
        Assert.Equal(await Clean.Value, await harness.OutcomeAsync());
    }

    [Fact]
    public async Task When_it_is_put_ahead_should_delete_nothing_and_go_on()
    {
        using var harness = new PipelineHarness();
        await harness.RunAsync();
        await TickAsync(harness, 4);
        await harness.Get<DeliveryLogWriter>().FlushAsync(None);
        var before = await KeptAsync(harness);
        harness.Clock.Ahead = TimeSpan.FromDays(40);
        await TickAsync(harness, 40);
        Assert.Equal(before, (await KeptAsync(harness)).Intersect(before).ToList());
    }

    [Fact]
    public async Task Should_say_that_daemons_that_ran_in_the_future_are_not_known_to_be_well()
    {
        using var harness = new PipelineHarness();
        harness.Clock.Ahead = TimeSpan.FromDays(1);
        await TickAsync(harness, 4);
        harness.Clock.Ahead = TimeSpan.Zero;
        var report = await harness.Get<DaemonReportReader>().ReadAsync(None);
        Assert.All(report.Daemons, daemon => Assert.False(daemon.Healthy, daemon.Name));
        await TickAsync(harness, 1);
        Assert.Contains("set", (await harness.Get<DaemonReportReader>().ReadAsync(None)).Daemons.Single(daemon => daemon.Name == "WatchClock").LastResult!, StringComparison.Ordinal);
    }

    private static bool Add(List<string> hidden, string id)
    {
        hidden.Add(id);
        return true;
    }

    private static async Task TickAsync(PipelineHarness harness, int ticks)
    {
        for (var tick = 0; tick < ticks; tick++)
        {
            harness.Time.Advance(Tick);
            await harness.Get<DaemonRunner>().RunDueAsync(None);
        }
    }

    /// <summary>What retention deletes: files, logged events, jobs, handled events.</summary>
    private static async Task<List<string>> KeptAsync(PipelineHarness harness)
    {
        var kept = new List<string>();
        foreach (var kind in Enum.GetValues<ArtifactKind>())
        {
            kept.AddRange(await harness.Artifacts.ListAsync(kind, string.Empty, None).Select(stored => stored.Artifact.Sha256).ToListAsync());
        }

        var everything = new EventLogQuery { From = DateTimeOffset.UnixEpoch, To = DateTimeOffset.MaxValue };
        kept.AddRange(await harness.Get<IEventLog>().QueryAsync(everything, None).Select(logged => logged.Event.Id).ToListAsync());
        kept.AddRange(await harness.Get<IAggregateStore>().ListAsync<JobState>("job.", unreadable: null, None).Select(job => job.Key.Value).ToListAsync());
        kept.AddRange(await harness.Get<IAggregateStore>().HandledAsync(DateTimeOffset.MaxValue, None).Select(row => $"{row.Key} {row.RowId}").ToListAsync());
        return kept;
    }
}
