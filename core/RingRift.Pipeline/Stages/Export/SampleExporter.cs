using System.Text.Json;
using RingRift.Eventing.Artifacts;
using RingRift.Eventing.Json;
using RingRift.Game;
using RingRift.Learning.Samples;
using RingRift.Learning.SelfPlay;
using RingRift.Pipeline.Iterations;
using RingRift.Pipeline.Stages.Sync;

namespace RingRift.Pipeline.Stages.Export;

/// <summary>
/// Turns the games of a manifest into training rows, in as many files as they need (<see cref="SampleFilePlan"/>). The same manifest gives the same files. In
/// memory are the games of one file and the targets of their rows; planes go to a temporary file.
/// </summary>
public sealed class SampleExporter(IArtifactStore artifacts, ExportOptions options)
{
    /// <summary>Writes and stores the rows.</summary>
    /// <exception cref="ArtifactMissingException">The manifest or a shard is gone.</exception>
    /// <exception cref="ArtifactCorruptException">The manifest or a shard was damaged since it was verified.</exception>
    public async Task<ExportResult> ExportAsync(IterationState state, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(state);
        var config = GameConfig.Parse(state.Config);
        var (plan, quality, files) = (new SampleFilePlan(config, options.SampleFileBytes), new SampleQualityBuilder(config), new List<SampleFile>());
        await foreach (var game in ReadGamesAsync(state.Sync!.Manifest, cancellationToken))
        {
            if (plan.Add(game) is { } full)
            {
                files.Add(await StoreAsync(state, full, quality, cancellationToken));
            }
        }

        if (plan.Last() is { } last)
        {
            files.Add(await StoreAsync(state, last, quality, cancellationToken));
        }

        return new ExportResult(files[0], quality.Build())
        {
            FurtherSamples = files.Count > 1 ? files[1..] : null,
            LeftOut = plan.LeftOut > 0 ? plan.LeftOut : null,
        };
    }

    private async Task<SampleFile> StoreAsync(
        IterationState state, IReadOnlyList<GameRecord> games, SampleQualityBuilder quality, CancellationToken cancellationToken)
    {
        var before = quality.Rows;

        // Rows of the large boards outgrow memory.
        await using var file = TemporaryFile.Create();
        await Task.Run(() => SampleArchive.Write(file, GameConfig.Parse(state.Config), games, quality, options.OutcomeWeight), cancellationToken);
        file.Position = 0;
        var stored = await artifacts.PutAsync(ArtifactKind.Samples, file, cancellationToken);
        return new SampleFile(state.Iteration, stored, games.Count, quality.Rows - before);
    }

    private async IAsyncEnumerable<GameRecord> ReadGamesAsync(
        ArtifactRef artifact, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken)
    {
        foreach (var shard in (await ReadManifestAsync(artifact, cancellationToken)).Shards.Where(shard => shard.Kept.Count > 0))
        {
            var kept = shard.Kept.ToHashSet(StringComparer.Ordinal);
            await using var content = await artifacts.OpenAsync(shard.Data, cancellationToken);
            foreach (var game in GameShardReader.Read(content).Where(game => kept.Remove(game.ContentHash())))
            {
                yield return game;
            }
        }
    }

    private async Task<GameManifest> ReadManifestAsync(ArtifactRef artifact, CancellationToken cancellationToken)
    {
        await using var json = await artifacts.OpenAsync(artifact, cancellationToken);
        var manifest = await JsonSerializer.DeserializeAsync<GameManifest>(json, EventJson.Options, cancellationToken)
            ?? throw new JsonException($"manifest {artifact.Sha256} is JSON null");
        return manifest.Version == GameManifest.CurrentVersion
            ? manifest
            : throw new JsonException($"manifest {artifact.Sha256} has version {manifest.Version}; this program supports version {GameManifest.CurrentVersion}");
    }
}
