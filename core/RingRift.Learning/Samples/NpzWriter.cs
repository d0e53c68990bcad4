using System.IO.Compression;
using System.Runtime.InteropServices;

namespace RingRift.Learning.Samples;

/// <summary>Writes a NumPy .npz archive: a zip of .npy files. The same arrays give the same bytes.</summary>
public sealed class NpzWriter : IDisposable
{
    // The earliest time a zip entry can name: archives do not depend on when they were made.
    private static readonly DateTimeOffset NoTime = new(1980, 1, 1, 0, 0, 0, TimeSpan.Zero);

    private readonly ZipArchive _zip;
    private readonly CompressionLevel _compression;

    /// <summary>Starts an archive.</summary>
    /// <param name="output">Receives the archive; stays open.</param>
    /// <param name="compression">How hard to deflate; <see cref="CompressionLevel.NoCompression"/> stores.</param>
    public NpzWriter(Stream output, CompressionLevel compression = CompressionLevel.Fastest)
    {
        _zip = new ZipArchive(output, ZipArchiveMode.Create, leaveOpen: true);
        _compression = compression;
    }

    /// <summary>Writes an array.</summary>
    /// <typeparam name="T">Element type: bool, an integer, <see cref="Half"/>, float or double.</typeparam>
    /// <param name="name">Name in the archive, without ".npy".</param>
    /// <param name="data">Elements in C order.</param>
    /// <param name="shape">Dimensions, outermost first.</param>
    /// <exception cref="ArgumentException">The shape does not have as many elements as given.</exception>
    public void Write<T>(string name, ReadOnlySpan<T> data, params long[] shape)
        where T : unmanaged
    {
        var header = new NpyHeader(NpyHeader.TypeOf<T>(), shape);
        if (header.Length != data.Length)
        {
            throw new ArgumentException(
                $"'{name}' has {data.Length} elements, its shape ({string.Join(", ", shape)}) needs {header.Length}.", nameof(data));
        }

        using var entry = Open(name, header);
        while (!data.IsEmpty)
        {
            // Pieces short enough that their bytes can be counted in 32 bits.
            var piece = data[..Math.Min(data.Length, 1 << 24)];
            entry.Write(MemoryMarshal.AsBytes(piece));
            data = data[piece.Length..];
        }
    }

    /// <summary>
    /// Starts an array whose elements are written to the stream returned, exactly as many as the shape says, before the next array.
    /// </summary>
    /// <typeparam name="T">Element type.</typeparam>
    /// <param name="name">Name in the archive, without ".npy".</param>
    /// <param name="shape">Dimensions, outermost first.</param>
    public Stream Begin<T>(string name, params long[] shape)
        where T : unmanaged => Open(name, new NpyHeader(NpyHeader.TypeOf<T>(), shape));

    /// <summary>Completes the archive.</summary>
    public void Dispose() => _zip.Dispose();

    private Stream Open(string name, NpyHeader header)
    {
        var entry = _zip.CreateEntry(name + ".npy", _compression);
        entry.LastWriteTime = NoTime;
        var stream = entry.Open();
        header.Write(stream);
        return stream;
    }
}
