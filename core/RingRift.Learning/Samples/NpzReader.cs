using System.IO.Compression;

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

    /// <summary>Opens an array to be read in order; several may be open at once.</summary>
    /// <typeparam name="T">Element type; must be the stored one.</typeparam>
    /// <exception cref="NpzFormatException">There is no such array, it has another type, or its header is damaged.</exception>
    public NpyStream<T> Open<T>(string name)
        where T : unmanaged
    {
        var entry = _zip.GetEntry(name + ".npy") ?? throw new NpzFormatException($"The archive has no array '{name}'.");
        try
        {
            return new NpyStream<T>(entry.Open(), name);
        }
        catch (InvalidDataException e)
        {
            throw new NpzFormatException($"'{name}' is damaged: {e.Message}", e);
        }
    }

    /// <summary>Reads an array whole.</summary>
    /// <typeparam name="T">Element type; must be the stored one.</typeparam>
    /// <exception cref="NpzFormatException">
    /// There is no such array, it has another type, it is damaged, or one array cannot hold it.
    /// </exception>
    public NpyArray<T> Read<T>(string name)
        where T : unmanaged
    {
        using var stream = Open<T>(name);
        if (stream.Length > Array.MaxLength)
        {
            throw new NpzFormatException($"'{name}' has {stream.Length} elements; one array holds {Array.MaxLength}.");
        }

        var data = new T[stream.Length];
        stream.Read(data);
        return new NpyArray<T>(stream.Shape, data);
    }

    /// <summary>Closes the archive.</summary>
    public void Dispose() => _zip.Dispose();
}

/// <summary>An array of an .npz archive.</summary>
/// <typeparam name="T">Element type.</typeparam>
/// <param name="Shape">Dimensions, outermost first; empty for a scalar.</param>
/// <param name="Data">Elements in C order.</param>
public sealed record NpyArray<T>(IReadOnlyList<long> Shape, T[] Data)
    where T : unmanaged;

/// <summary>An .npz archive or .npy entry that cannot be read.</summary>
/// <param name="message">What is wrong, naming the entry.</param>
/// <param name="inner">The cause, where there is one.</param>
public sealed class NpzFormatException(string message, Exception? inner = null) : IOException(message, inner);
