using System.IO.Compression;
using System.Runtime.InteropServices;

namespace RingRift.Learning.Samples;

/// <summary>Reads NumPy .npz archives, stored or deflated, little-endian and in C order.</summary>
public sealed class NpzReader : IDisposable
{
    private readonly ZipArchive _zip;

    /// <summary>Opens an archive.</summary>
    /// <param name="input">The archive, seekable; stays open.</param>
    /// <exception cref="NpzFormatException">The stream is no zip archive.</exception>
    public NpzReader(Stream input)
    {
        try
        {
            _zip = new ZipArchive(input, ZipArchiveMode.Read, leaveOpen: true);
        }
        catch (InvalidDataException e)
        {
            throw new NpzFormatException($"The stream is no .npz archive: {e.Message}", e);
        }
    }

    /// <summary>Names of the arrays.</summary>
    public IReadOnlyList<string> Names =>
        [.. _zip.Entries.Where(entry => entry.Name.EndsWith(".npy", StringComparison.Ordinal)).Select(entry => entry.Name[..^4])];

    /// <summary>Shape of an array without its data.</summary>
    /// <exception cref="NpzFormatException">There is no such array, or it is damaged.</exception>
    public IReadOnlyList<long> ShapeOf(string name)
    {
        using var stream = Open(name);
        return Guarded(name, () => NpyHeader.Read(stream, name)).Shape;
    }

    /// <summary>Reads an array.</summary>
    /// <typeparam name="T">Element type; must be the stored one.</typeparam>
    /// <exception cref="NpzFormatException">There is no such array, it has another type, or it is damaged.</exception>
    public NpyArray<T> Read<T>(string name)
        where T : unmanaged
    {
        using var stream = Open(name);
        return Guarded(name, () =>
        {
            var header = NpyHeader.Read(stream, name);
            if (header.Type != NpyHeader.TypeOf<T>())
            {
                throw new NpzFormatException($"'{name}' holds {header.Type}, not {NpyHeader.TypeOf<T>()}.");
            }

            if (header.Length > Array.MaxLength)
            {
                throw new NpzFormatException($"'{name}' has {header.Length} elements; one array holds {Array.MaxLength}.");
            }

            var data = new T[header.Length];
            for (var start = 0; start < data.Length; start += 1 << 24)
            {
                stream.ReadExactly(MemoryMarshal.AsBytes(data.AsSpan(start, Math.Min(1 << 24, data.Length - start))));
            }

            return new NpyArray<T>(header.Shape, data);
        });
    }

    /// <summary>Closes the archive.</summary>
    public void Dispose() => _zip.Dispose();

    private Stream Open(string name) =>
        _zip.GetEntry(name + ".npy")?.Open() ?? throw new NpzFormatException($"The archive has no array '{name}'.");

    private static TResult Guarded<TResult>(string name, Func<TResult> read)
    {
        try
        {
            return read();
        }
        catch (Exception e) when (e is InvalidDataException or EndOfStreamException or OverflowException)
        {
            throw new NpzFormatException($"'{name}' is damaged: {e.Message}", e);
        }
    }
}
