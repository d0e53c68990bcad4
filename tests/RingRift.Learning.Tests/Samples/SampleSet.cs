using RingRift.Learning.Encoding;
using RingRift.Learning.Samples;

namespace RingRift.Learning.Tests.Samples;

/// <summary>All rows of an archive, as its arrays hold them.</summary>
internal sealed record SampleSet(
    int Count, byte[] Planes, float[] PlaneScale, int[] PolicyIndex, float[] PolicyWeight, long[] PolicyOffset, float[] Value,
    bool[] Symmetric, int[] Ply, byte[] Seat)
{
    public static SampleSet Read(Stream archive)
    {
        using var reader = new SampleReader(archive);
        var (planes, rows) = (new List<byte>(), new List<SampleRow>());
        var buffer = new byte[PositionEncoder.For(reader.Config).Size];
        while (reader.TryRead(buffer, out _, out var row))
        {
            planes.AddRange(buffer);
            rows.Add(row);
        }

        long[] lengths = [.. rows.Select(row => (long)row.Actions.Length)];
        return new SampleSet(
            reader.Count,
            [.. planes],
            reader.PlaneScale,
            [.. rows.SelectMany(row => row.Actions)],
            [.. rows.SelectMany(row => row.Weights)],
            [.. Enumerable.Range(0, rows.Count + 1).Select(end => lengths[..end].Sum())],
            [.. rows.SelectMany(row => row.Value)],
            [.. rows.Select(row => row.Symmetric)],
            [.. rows.Select(row => row.Ply)],
            [.. rows.Select(row => row.Seat)]);
    }
}
