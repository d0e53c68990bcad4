using System.Text.Json;
using RingRift.Game;
using RingRift.Learning.Encoding;
using RingRift.Learning.SelfPlay;

namespace RingRift.Learning.Samples;

/// <summary>Training samples as a standard .npz archive; <see cref="SampleReader"/> reads it.</summary>
/// <remarks>
/// N samples of C planes, H rows, W columns; E policy entries in all.
/// <list type="table">
/// <listheader><term>Array</term><description>Type, shape, meaning</description></listheader>
/// <item><term>planes</term><description>uint8 [N, C, H, W]; times plane_scale it is the network's input (<see cref="PlaneTable"/>)</description></item>
/// <item><term>plane_scale</term><description>float32 [C]</description></item>
/// <item><term>policy_index</term><description>int32 [E]; numbers of the legal actions (<see cref="ActionSpace"/>), ascending within a sample</description></item>
/// <item><term>policy_weight</term><description>float32 [E]; share of the search's visits, 0 for an action it never visited; sums to 1 within a sample</description></item>
/// <item><term>policy_offset</term><description>int64 [N + 1]; sample i has entries offset[i] up to offset[i + 1]</description></item>
/// <item><term>value</term><description>float32 [N, players]; target shares, seat to move first, then turn order: outcome and root value mixed</description></item>
/// <item><term>outcome</term><description>float32 [N, players]; the game's outcome alone</description></item>
/// <item><term>symmetric</term><description>bool [N]; false where only the identity symmetry may be applied</description></item>
/// <item><term>game</term><description>int32 [N]; position of the game among those given to the archive</description></item>
/// <item><term>ply</term><description>int32 [N]</description></item>
/// <item><term>seat</term><description>uint8 [N]; seat to move, 1..players</description></item>
/// <item><term>meta</term><description>uint8 [bytes]; JSON, <see cref="SampleMeta"/></description></item>
/// </list>
/// </remarks>
public static class SampleArchive
{
    /// <summary>Format that this code writes and reads.</summary>
    public const int Version = 2;

    /// <summary>Writes the samples of games. Planes go straight to the archive; only the targets are held in memory.</summary>
    /// <param name="output">Receives the archive; stays open.</param>
    /// <param name="config">Configuration of all games.</param>
    /// <param name="games">Valid records.</param>
    /// <param name="quality">Told of every game and sample.</param>
    /// <param name="outcomeWeight">Part of the value target that is the game's outcome, 0..1.</param>
    public static void Write(
        Stream output, GameConfig config, IReadOnlyList<GameRecord> games, SampleQualityBuilder quality, float outcomeWeight = 0.5f)
    {
        ArgumentNullException.ThrowIfNull(games);
        ArgumentNullException.ThrowIfNull(quality);
        var encoder = PositionEncoder.For(config);
        var columns = new SampleColumns();
        using var npz = new NpzWriter(output);
        var count = games.Sum(game => (long)game.Decisions.Count);
        using (var planes = npz.Begin<byte>("planes", count, encoder.Planes, encoder.Height, encoder.Width))
        {
            var extractor = new SampleExtractor(config, outcomeWeight);
            for (var game = 0; game < games.Count; game++)
            {
                var number = game;
                quality.Add(games[game]);
                extractor.Extract(games[game], (encoded, row) =>
                {
                    planes.Write(encoded);
                    columns.Add(number, row);
                    quality.Add(row);
                });
            }
        }

        npz.Write<float>("plane_scale", encoder.Table.Planes.Select(plane => plane.Scale).ToArray(), encoder.Planes);
        columns.Write(npz, config.Players);
        var meta = new SampleMeta(
            Version, config.Name, PlaneTable.Version, ActionSpace.For(config).Count, outcomeWeight, [.. encoder.Table.Planes.Select(plane => plane.Name)]);
        var json = JsonSerializer.SerializeToUtf8Bytes(meta, LearningJson.Default.SampleMeta);
        npz.Write<byte>("meta", json, json.Length);
    }
}
