using System.Text.Json;
using RingRift.Game;
using RingRift.Learning.Samples;
using RingRift.Learning.SelfPlay;
using RingRift.Pipeline.Artifacts;
using RingRift.Pipeline.Events;
using RingRift.Pipeline.Iterations;
using RingRift.Pipeline.Sync;

namespace RingRift.Pipeline.Export;

/// <summary>Turns the games of a manifest into training rows. The same manifest gives the same file.</summary>
public sealed class SampleExporter(IArtifactStore artifacts, PipelineOptions options)
{
    /// <summary>Writes and stores the rows.</summary>
    /// <exception cref="ArtifactMissingException">The manifest or a shard is gone.</exception>
    /// <exception cref="ArtifactCorruptException">The manifest or a shard was damaged since it was verified.</exception>
    public async Task<ExportResult> ExportAsync(IterationState state, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(state);
        var games = await ReadGamesAsync(state.Sync!.Manifest, cancellationToken);

        // Rows of the large boards outgrow memory.
        await using var file = TemporaryFile.Create();
        var quality = await Task.Run(
            () => SampleArchive.Write(file, GameConfig.Parse(state.Config), games, options.OutcomeWeight), cancellationToken);
        file.Position = 0;
        var stored = await artifacts.PutAsync(ArtifactKind.Samples, file, cancellationToken);
        return new ExportResult(new SampleFile(state.Iteration, stored, games.Count, quality.Rows), quality);
    }

    private async Task<IReadOnlyList<GameRecord>> ReadGamesAsync(ArtifactRef artifact, CancellationToken cancellationToken)
    {
        await using var json = await artifacts.OpenAsync(artifact, cancellationToken);
        var manifest = await JsonSerializer.DeserializeAsync<GameManifest>(json, EventJson.Options, cancellationToken)
            ?? throw new JsonException($"manifest {artifact.Sha256} is JSON null");
        if (manifest.Version != GameManifest.CurrentVersion)
        {
            throw new JsonException($"manifest {artifact.Sha256} has version {manifest.Version}; this program supports version {GameManifest.CurrentVersion}");
        }

        var games = new List<GameRecord>(manifest.Games());
        foreach (var shard in manifest.Shards.Where(shard => shard.Kept.Count > 0))
        {
            var kept = shard.Kept.ToHashSet(StringComparer.Ordinal);
            await using var content = await artifacts.OpenAsync(shard.Data, cancellationToken);
            games.AddRange(GameShardReader.Read(content).Where(game => kept.Remove(game.ContentHash())));
        }

        return games;
    }
}
