using System.Runtime.InteropServices;
using System.Text.Json;
using System.Text.Json.Serialization;
using RingRift.Game;
using RingRift.Learning.Encoding;
using RingRift.Learning.SelfPlay;

namespace RingRift.Learning.Samples;

/// <summary>Training samples as a standard .npz archive; <see cref="SampleReader"/> reads it.</summary>
/// <remarks>
/// N samples of C planes, H rows, W columns; E policy entries in all.
/// <list type="table">
/// <listheader><term>Array</term><description>Type, shape, meaning</description></listheader>
/// <item><term>planes</term>
/// <description>uint8 [N, C, H, W]; times plane_scale it is the network's input (<see cref="PlaneTable"/>)</description></item>
/// <item><term>plane_scale</term><description>float32 [C]</description></item>
/// <item><term>policy_index</term>
/// <description>int32 [E]; numbers of the legal actions (<see cref="ActionSpace"/>), ascending within a sample</description></item>
/// <item><term>policy_weight</term>
/// <description>float32 [E]; share of the search's visits, 0 for an action it never visited; sums to 1 within a sample</description></item>
/// <item><term>policy_offset</term><description>int64 [N + 1]; sample i has entries offset[i] up to offset[i + 1]</description></item>
/// <item><term>value</term>
/// <description>float32 [N, players]; target shares, seat to move first, then turn order: outcome and root value mixed</description></item>
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
        var names = encoder.Table.Planes.Select(plane => plane.Name);
        var meta = new SampleMeta(Version, config.Name, PlaneTable.Version, ActionSpace.For(config).Count, outcomeWeight, [.. names]);
        var json = JsonSerializer.SerializeToUtf8Bytes(meta, SampleMetaJson.Default.SampleMeta);
        npz.Write<byte>("meta", json, json.Length);
    }
}

/// <summary>What a sample archive says about itself (array <c>meta</c>, JSON).</summary>
/// <param name="Version">Format of the archive.</param>
/// <param name="Config">Name of the configuration.</param>
/// <param name="Encoder">Version of planes and actions.</param>
/// <param name="Actions">Number of actions.</param>
/// <param name="OutcomeWeight">Part of the value target that is the game's outcome.</param>
/// <param name="Planes">Names of the planes.</param>
public sealed record SampleMeta(int Version, string Config, int Encoder, int Actions, float OutcomeWeight, IReadOnlyList<string> Planes);

/// <summary>The target arrays of an archive under construction.</summary>
internal sealed class SampleColumns
{
    private readonly List<int> _policyIndex = [];
    private readonly List<float> _policyWeight = [];
    private readonly List<long> _policyOffset = [0];
    private readonly List<float> _value = [];
    private readonly List<float> _outcome = [];
    private readonly List<bool> _symmetric = [];
    private readonly List<int> _game = [];
    private readonly List<int> _ply = [];
    private readonly List<byte> _seat = [];

    public void Add(int game, SampleRow row)
    {
        _policyIndex.AddRange(row.Actions);
        _policyWeight.AddRange(row.Weights);
        _policyOffset.Add(_policyIndex.Count);
        _value.AddRange(row.Value);
        _outcome.AddRange(row.Outcome);
        _symmetric.Add(row.Symmetric);
        _game.Add(game);
        _ply.Add(row.Ply);
        _seat.Add(row.Seat);
    }

    public void Write(NpzWriter npz, int players)
    {
        long count = _game.Count;
        Write(npz, "policy_index", _policyIndex, _policyIndex.Count);
        Write(npz, "policy_weight", _policyWeight, _policyWeight.Count);
        Write(npz, "policy_offset", _policyOffset, count + 1);
        Write(npz, "value", _value, count, players);
        Write(npz, "outcome", _outcome, count, players);
        Write(npz, "symmetric", _symmetric, count);
        Write(npz, "game", _game, count);
        Write(npz, "ply", _ply, count);
        Write(npz, "seat", _seat, count);
    }

    private static void Write<T>(NpzWriter npz, string name, List<T> column, params long[] shape)
        where T : unmanaged => npz.Write<T>(name, CollectionsMarshal.AsSpan(column), shape);
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, IgnoreReadOnlyProperties = true)]
[JsonSerializable(typeof(SampleMeta))]
internal sealed partial class SampleMetaJson : JsonSerializerContext;
