using RingRift.Pipeline.Operations.Retention;

namespace RingRift.Pipeline.Tests.Cascade;

/// <summary>
/// A run that stands still for a month anywhere on its way, with everything deleted that retention takes, goes on and ends as if nothing
/// had been deleted: nothing was taken that a live run, champion, pool or manifest needs.
/// </summary>
public sealed class When_old_things_are_swept
{
    private const int Every = 7;

    [Fact]
    public async Task Should_end_as_if_nothing_had_been_deleted()
    {
        using var clean = new PipelineHarness();
        await clean.RunAsync();
        var outcome = await clean.OutcomeAsync();

        using var harness = new PipelineHarness();
        await harness.StartAsync();
        var (pump, deliveries, deleted) = (harness.Pump(), 0, false);
        while (!(await harness.StatusAsync() is { Stopped: not null }))
        {
            var until = deliveries + Every;
            await pump.DrainAsync(() => deliveries++ >= until);
            await harness.PassAsync(TimeSpan.FromDays(31));
            deleted |= (await harness.Get<RetentionReportReader>().ReadAsync(CancellationToken.None)).Items.Any(item => item.Count > 0);
            await harness.Get<InboxRetention>().SweepAsync(CancellationToken.None);
            await harness.Get<JobRetention>().SweepAsync(CancellationToken.None);
            await harness.Get<ProgressRetention>().SweepAsync(CancellationToken.None);
            await harness.Get<ArtifactRetention>().SweepAsync(CancellationToken.None);
        }

        await pump.DrainAsync();
        Assert.True(deleted, "there was never anything to delete");
        Assert.Empty(await harness.DeadLettersAsync());
        Assert.Equal(outcome, await harness.OutcomeAsync());
    }
}
