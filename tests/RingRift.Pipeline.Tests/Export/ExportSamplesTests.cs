using RingRift.Learning.Samples;
using RingRift.Pipeline.Artifacts;
using RingRift.Pipeline.Events;
using RingRift.Pipeline.InMemory;
using RingRift.Pipeline.Iterations;
using RingRift.Pipeline.Tests.Cascade;

namespace RingRift.Pipeline.Tests.Export;

public sealed class ExportSamplesTests
{
    [Fact]
    public async Task When_games_are_exported_should_write_rows_that_read_back()
    {
        using var harness = new PipelineHarness(("MaxIterations", "1"));
        await harness.RunAsync();
        var state = Assert.Single(await harness.IterationsAsync());
        await using var content = await harness.Artifacts.OpenAsync(state.Export!.Samples.Artifact, CancellationToken.None);
        using var copy = new MemoryStream();
        await content.CopyToAsync(copy);
        copy.Position = 0;
        var samples = SampleArchive.Read(copy);
        Assert.Equal((state.Export.Samples.Rows, "hex8_2p"), (samples.Count, samples.Meta.Config));
        Assert.Equal(state.Sync!.Games, samples.Game.Distinct().Count());
        Assert.Equal(state.Export.Quality.Rows, samples.Count);
    }

    [Fact]
    public async Task When_the_same_games_are_exported_again_should_write_the_same_bytes()
    {
        var hashes = new List<string>();
        for (var run = 0; run < 2; run++)
        {
            using var harness = new PipelineHarness(("MaxIterations", "1"));
            await harness.RunAsync();
            hashes.Add((await harness.IterationsAsync())[0].Export!.Samples.Artifact.Sha256);
        }

        Assert.Equal(hashes[0], hashes[1]);
    }

    [Fact]
    public async Task When_verified_games_are_gone_should_end_the_iteration_and_begin_the_next()
    {
        using var harness = new PipelineHarness(("MaxIterations", "2"));
        var lost = false;
        harness.Faults.Fails = (point, _) =>
        {
            // The manifest is the first thing stored after the games; lose a shard right after it.
            if (!lost && point == FaultPoint.AfterPut && harness.Bus.Published.LastOrDefault(e => e.Type == DataEventType.DataSyncTriggered) is { } sync)
            {
                lost = true;
                harness.Artifacts.Lose(sync.Payload<DataSyncTriggered>().Shards[0]);
            }

            return false;
        };
        await harness.RunAsync();
        var iterations = await harness.IterationsAsync();
        Assert.Equal(IterationOutcome.DataRefused, iterations[0].Outcome);
        Assert.Contains(nameof(ArtifactKind.Games), iterations[0].OutcomeReason, StringComparison.Ordinal);
        Assert.Equal(2, iterations.Count);
        Assert.NotEqual(IterationOutcome.DataRefused, iterations[1].Outcome);
    }
}
