using System.Text.Json;
using RingRift.Game;
using RingRift.Learning.Encoding;
using RingRift.Learning.Samples;

namespace RingRift.GpuWorker.Tests;

/// <summary>Sample archives of rows that nobody played: as many as wanted, of any config, at once.</summary>
internal static class SyntheticSamples
{
    private const int RowsOfAGame = 10;

    public static byte[] Archive(GameConfig config, int rows)
    {
        var (random, encoder, actions) = (new Random(3), PositionEncoder.For(config), ActionSpace.For(config).Count);
        int[] legal = [.. Enumerable.Range(0, rows).Select(_ => random.Next(1, 200))];
        var offsets = new long[rows + 1];
        for (var row = 0; row < rows; row++)
        {
            offsets[row + 1] = offsets[row] + legal[row];
        }

        using var stream = new MemoryStream();
        using (var npz = new NpzWriter(stream))
        {
            Planes(npz, encoder, rows, random);
            npz.Write<float>("plane_scale", encoder.Table.Planes.Select(plane => plane.Scale).ToArray(), encoder.Planes);
            npz.Write<int>(
                "policy_index", [.. legal.SelectMany(count => Enumerable.Range(random.Next(actions - count), count))], offsets[^1]);
            npz.Write<float>("policy_weight", [.. legal.SelectMany(count => Enumerable.Repeat(1f / count, count))], offsets[^1]);
            npz.Write<long>("policy_offset", offsets, rows + 1);
            npz.Write<float>("value", Shares(rows, config.Players, random), rows, config.Players);
            npz.Write<float>("outcome", Shares(rows, config.Players, random), rows, config.Players);
            npz.Write<bool>("symmetric", [.. Enumerable.Range(0, rows).Select(row => row % 3 != 0)], rows);
            npz.Write<int>("game", [.. Enumerable.Range(0, rows).Select(row => row / RowsOfAGame)], rows);
            npz.Write<int>("ply", [.. Enumerable.Range(0, rows)], rows);
            npz.Write<byte>("seat", [.. Enumerable.Range(0, rows).Select(row => (byte)((row % config.Players) + 1))], rows);
            var meta = new SampleMeta(
                SampleArchive.Version, config.Name, PlaneTable.Version, actions, 0.5f,
                [.. encoder.Table.Planes.Select(plane => plane.Name)]);
            var json = JsonSerializer.SerializeToUtf8Bytes(meta, JsonSerializerOptions.Web);
            npz.Write<byte>("meta", json, json.Length);
        }

        return stream.ToArray();
    }

    /// <summary>Mostly zeros, as real planes are.</summary>
    private static void Planes(NpzWriter npz, PositionEncoder encoder, int rows, Random random)
    {
        using var planes = npz.Begin<byte>("planes", rows, encoder.Planes, encoder.Height, encoder.Width);
        var row = new byte[encoder.Size];
        for (var i = 0; i < rows; i++)
        {
            row.AsSpan().Clear();
            for (var change = 0; change < 200; change++)
            {
                row[random.Next(row.Length)] = (byte)random.Next(4);
            }

            planes.Write(row);
        }
    }

    private static float[] Shares(int rows, int players, Random random)
    {
        var shares = new float[rows * players];
        for (var row = 0; row < rows; row++)
        {
            shares[(row * players) + random.Next(players)] = 1;
        }

        return shares;
    }
}
