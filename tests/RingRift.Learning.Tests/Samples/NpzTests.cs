using System.IO.Compression;
using RingRift.Learning.Samples;

namespace RingRift.Learning.Tests.Samples;

public sealed class NpzTests
{
    [Theory]
    [InlineData(CompressionLevel.NoCompression)]
    [InlineData(CompressionLevel.Fastest)]
    public void Should_read_back_what_was_written(CompressionLevel compression)
    {
        using var stream = new MemoryStream();
        using (var writer = new NpzWriter(stream, compression))
        {
            writer.Write<float>("f", [1.5f, -2, float.MaxValue, 0, 3, 4], 2, 3);
            writer.Write<long>("l", [long.MinValue, 7], 2);
            writer.Write<bool>("b", [true, false, true], 3, 1);
            writer.Write<Half>("h", [(Half)0.5f], 1);
            writer.Write<int>("empty", [], 0, 5);
            writer.Write<double>("scalar", [2.5]);
        }

        using var reader = new NpzReader(stream);
        Assert.Equal(["f", "l", "b", "h", "empty", "scalar"], reader.Names);
        AssertArray(reader.Read<float>("f"), [2, 3], [1.5f, -2, float.MaxValue, 0, 3, 4]);
        AssertArray(reader.Read<long>("l"), [2], [long.MinValue, 7]);
        AssertArray(reader.Read<bool>("b"), [3, 1], [true, false, true]);
        AssertArray(reader.Read<Half>("h"), [1], [(Half)0.5f]);
        AssertArray(reader.Read<int>("empty"), [0, 5], []);
        AssertArray(reader.Read<double>("scalar"), [], [2.5]);

        using var stepwise = reader.Open<float>("f");
        Assert.Equal([2L, 3L], stepwise.Shape);
        Assert.Equal(6, stepwise.Length);
        var some = new float[2];
        stepwise.Read(some);
        stepwise.Read(some);
        Assert.Equal([float.MaxValue, 0], some);
    }

    [Fact]
    public void Should_lay_an_entry_out_as_NumPy_does()
    {
        var bytes = Entry<int>([258], 1);

        Assert.Equal([0x93, (byte)'N', (byte)'U', (byte)'M', (byte)'P', (byte)'Y', 1, 0], bytes[..8]);
        var length = bytes[8] + (256 * bytes[9]);
        Assert.Equal(0, (10 + length) % 64);
        Assert.Equal(
            "{'descr': '<i4', 'fortran_order': False, 'shape': (1,), }",
            System.Text.Encoding.ASCII.GetString(bytes, 10, length).TrimEnd(' ', '\n'));
        Assert.Equal((byte)'\n', bytes[10 + length - 1]);
        Assert.Equal([2, 1, 0, 0], bytes[(10 + length)..]);
    }

    [Fact]
    public void Should_read_headers_of_version_2()
    {
        var one = Entry<int>([1, 2], 2);
        byte[] two = [.. one[..6], 2, 0, one[8], one[9], 0, 0, .. one[10..]];

        AssertArray(Read<int>(two), [2], [1, 2]);
    }

    [Fact]
    public void Should_write_the_same_bytes_for_the_same_arrays()
    {
        byte[] Archive()
        {
            using var stream = new MemoryStream();
            using (var writer = new NpzWriter(stream))
            {
                writer.Write<int>("a", [1, 2, 3], 3);
            }

            return stream.ToArray();
        }

        Assert.Equal(Archive(), Archive());
    }

    [Fact]
    public void When_the_shape_does_not_fit_the_data_should_refuse()
    {
        using var writer = new NpzWriter(new MemoryStream());

        Assert.Contains(
            "'a' has 3 elements", Assert.Throws<ArgumentException>(() => writer.Write<int>("a", [1, 2, 3], 2, 2)).Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public void When_an_entry_is_damaged_or_of_another_type_should_name_it()
    {
        var good = Entry<int>([1, 2], 2);
        var fortran = System.Text.Encoding.Latin1.GetBytes(
            System.Text.Encoding.Latin1.GetString(good).Replace("False", "True ", StringComparison.Ordinal));

        AssertRefused(() => Read<float>(good), "'a' holds <i4, not <f4");
        AssertRefused(() => Read<int>(good[..^3]), "'a' is damaged");
        AssertRefused(() => Read<int>(fortran), "Fortran order");
        AssertRefused(() => Read<int>([1, 2, 3, 4, 5, 6, 7, 8, 9]), "no .npy array");
        AssertRefused(() => Read<int>(good, "b"), "no array 'a'");
        AssertRefused(() => new NpzReader(new MemoryStream([1, 2, 3])), "no .npz archive");
    }

    private static void AssertRefused(Func<object> read, string message) =>
        Assert.Contains(message, Assert.Throws<NpzFormatException>(read).Message, StringComparison.Ordinal);

    private static void AssertArray<T>(NpyArray<T> array, long[] shape, T[] data)
        where T : unmanaged
    {
        Assert.Equal(shape, array.Shape);
        Assert.Equal(data, array.Data);
    }

    private static byte[] Entry<T>(T[] data, params long[] shape)
        where T : unmanaged
    {
        using var stream = new MemoryStream();
        using (var writer = new NpzWriter(stream))
        {
            writer.Write<T>("a", data, shape);
        }

        using var zip = new ZipArchive(stream);
        using var entry = zip.Entries[0].Open();
        using var copy = new MemoryStream();
        entry.CopyTo(copy);
        return copy.ToArray();
    }

    private static NpyArray<T> Read<T>(byte[] entry, string name = "a")
        where T : unmanaged
    {
        using var stream = new MemoryStream();
        using (var zip = new ZipArchive(stream, ZipArchiveMode.Create, leaveOpen: true))
        {
            using var output = zip.CreateEntry(name + ".npy").Open();
            output.Write(entry);
        }

        using var reader = new NpzReader(stream);
        return reader.Read<T>("a");
    }
}
