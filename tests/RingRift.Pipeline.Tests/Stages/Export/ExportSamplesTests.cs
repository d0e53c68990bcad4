using System.Security.Cryptography;
using System.Text.Json;
using RingRift.Eventing.Artifacts;
using RingRift.Eventing.Contracts;
using RingRift.Eventing.Events;
using RingRift.Eventing.Json;
using RingRift.Game;
using RingRift.InMemory;
using RingRift.Learning.Encoding;
using RingRift.Learning.Samples;
using RingRift.Learning.SelfPlay;
using RingRift.Pipeline.Iterations;
using RingRift.Pipeline.Operations.Retention;
using RingRift.Pipeline.Tests.Cascade;

namespace RingRift.Pipeline.Tests.Stages.Export;

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
        using var samples = new SampleReader(copy);
        Assert.Equal((state.Export.Samples.Rows, "hex8_2p"), (samples.Count, samples.Meta.Config));
        Assert.Equal(state.Sync!.Games, Games(samples).Distinct().Count());
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
    public async Task When_rows_fit_one_file_should_write_what_one_archive_of_all_games_is()
    {
        using var harness = new PipelineHarness(("MaxIterations", "1"));
        await harness.RunAsync();
        var state = Assert.Single(await harness.IterationsAsync());
        using var whole = new MemoryStream();
        var (config, games) = (GameConfig.Parse(PipelineHarness.Config), new List<GameRecord>());
        foreach (var shard in state.Shards)
        {
            games.AddRange(GameShardReader.Read(await harness.Artifacts.OpenAsync(shard.Data, CancellationToken.None)));
        }

        SampleArchive.Write(whole, config, [.. games.DistinctBy(game => game.ContentHash())], new SampleQualityBuilder(config));
        Assert.Equal(Convert.ToHexStringLower(SHA256.HashData(whole.ToArray())), state.Export!.Samples.Artifact.Sha256);
        Assert.Null(state.Export.FurtherSamples);
        Assert.DoesNotContain("further", JsonSerializer.Serialize(state.Export, EventJson.Options), StringComparison.Ordinal);
        Assert.Null(Published(harness).FurtherSamples);
    }

    [Fact]
    public async Task When_rows_do_not_fit_one_file_should_write_several_and_name_them_all()
    {
        using var single = new PipelineHarness(("MaxIterations", "1"));
        await single.RunAsync();
        using var harness = new PipelineHarness(("MaxIterations", "2"), ("SampleFileBytes", "65536"));
        await harness.RunAsync();
        var (expected, iterations) = ((await single.IterationsAsync())[0], await harness.IterationsAsync());
        var (first, second) = (iterations[0], iterations[1]);
        var files = first.Export!.Files().ToList();

        Assert.InRange(files.Count, 2, PipelineOptions.MostSampleFiles);
        Assert.Equal(JsonSerializer.Serialize(expected.Export!.Quality), JsonSerializer.Serialize(first.Export.Quality));
        Assert.Equal(
            (expected.Export.Samples.Rows, expected.Export.Samples.Games), (files.Sum(file => file.Rows), files.Sum(file => file.Games)));
        Assert.Equal(await RowsAsync(single, expected.Export.Files()), await RowsAsync(harness, files));
        Assert.Equal([.. files.Select(file => file.Artifact)], [Published(harness).Samples, .. Published(harness).FurtherSamples!]);
        Assert.Equal(files.Sum(file => file.Rows), Published(harness).Rows);
        var windows = harness.Bus.Published.Where(e => e.Type == DataEventType.TrainingRequested).DistinctBy(e => e.Id)
            .Select(e => e.Payload<TrainingRequested>().Window).ToList();
        Assert.Equal([.. files.Select(file => file.Artifact)], windows[0]);
        Assert.Equal([.. files.Concat(second.Export!.Files()).Select(file => file.Artifact)], windows[^1]);
        Assert.All(files, file => Assert.Contains((ArtifactKind.Samples, file.Artifact.Sha256), ArtifactNames.Of(first)));
    }

    [Fact]
    public void When_a_state_of_before_there_were_several_files_is_read_should_have_one()
    {
        var quality = JsonSerializer.Serialize(States.Quality(), EventJson.Options);
        var samples =
            $$$"""{"iteration":4,"artifact":{"kind":"samples","sha256":"{{{new string('a', 64)}}}","length":9},"games":30,"rows":700}""";
        var json = $$$"""{"samples":{{{samples}}},"quality":{{{quality}}}}""";
        var export = JsonSerializer.Deserialize<ExportResult>(json, EventJson.Options)!;
        Assert.Equal(700, Assert.Single(export.Files()).Rows);
        Assert.Null(export.LeftOut);
    }

    [Fact]
    public async Task When_verified_games_are_gone_should_end_the_iteration_and_begin_the_next()
    {
        using var harness = new PipelineHarness(("MaxIterations", "2"));
        var lost = false;
        harness.Faults.Fails = (point, _) =>
        {
            // The manifest is the first thing stored after the games; lose a shard right after it.
            if (!lost
                && point == FaultPoint.AfterPut
                && harness.Bus.Published.LastOrDefault(e => e.Type == DataEventType.DataSyncTriggered) is { } sync)
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

    private static NpzExportComplete Published(PipelineHarness harness) =>
        harness.Bus.Published.First(e => e.Type == DataEventType.NpzExportComplete).Payload<NpzExportComplete>();

    private static IEnumerable<int> Games(SampleReader samples)
    {
        var planes = new byte[PositionEncoder.For(samples.Config).Size];
        while (samples.TryRead(planes, out var game, out _))
        {
            yield return game;
        }
    }

    /// <summary>All rows of files, as text, without the games' numbers, which count from 0 in every file.</summary>
    private static async Task<IReadOnlyList<string>> RowsAsync(PipelineHarness harness, IEnumerable<SampleFile> files)
    {
        var rows = new List<string>();
        foreach (var file in files)
        {
            await using var content = await harness.Artifacts.OpenAsync(file.Artifact, CancellationToken.None);
            using var samples = new SampleReader(content);
            var planes = new byte[PositionEncoder.For(samples.Config).Size];
            Assert.True(
                samples.Count * (long)planes.Length <= 65536 || file.Games == 1 || files.Count() == 1,
                $"{samples.Count} rows of {file.Games} games in one file");
            while (samples.TryRead(planes, out _, out var row))
            {
                rows.Add(Convert.ToHexString(SHA256.HashData(planes)) + JsonSerializer.Serialize(row));
            }
        }

        return rows;
    }
}
