using System.Runtime.InteropServices;

namespace RingRift.Learning.Samples;

/// <summary>An array of an .npz archive, read in order: no more of it is in memory than is asked for.</summary>
/// <typeparam name="T">Element type.</typeparam>
public sealed class NpyStream<T> : IDisposable
    where T : unmanaged
{
    // Pieces short enough that their bytes can be counted in 32 bits.
    private const int PieceElements = 1 << 24;

    private readonly Stream _input;
    private readonly string _name;

    /// <summary>Reads the header; the elements come after it.</summary>
    /// <exception cref="NpzFormatException">The array has another type, or is damaged.</exception>
    internal NpyStream(Stream input, string name)
    {
        (_input, _name) = (input, name);
        var header = Guarded(() => NpyHeader.Read(input, name));
        if (header.Type != NpyHeader.TypeOf<T>())
        {
            throw new NpzFormatException($"'{name}' holds {header.Type}, not {NpyHeader.TypeOf<T>()}.");
        }

        (Shape, Length) = (header.Shape, Guarded(() => header.Length));
    }

    /// <summary>Dimensions, outermost first; empty for a scalar.</summary>
    public IReadOnlyList<long> Shape { get; }

    /// <summary>Elements in all.</summary>
    public long Length { get; }

    /// <summary>Reads the next elements in C order, as many as there is room for.</summary>
    /// <exception cref="NpzFormatException">The array is damaged or ends before.</exception>
    public void Read(Span<T> elements)
    {
        try
        {
            for (; !elements.IsEmpty; elements = elements[Math.Min(PieceElements, elements.Length)..])
            {
                _input.ReadExactly(MemoryMarshal.AsBytes(elements[..Math.Min(PieceElements, elements.Length)]));
            }
        }
        catch (Exception e) when (IsDamage(e))
        {
            throw Damaged(e);
        }
    }

    /// <summary>Closes the array.</summary>
    public void Dispose() => _input.Dispose();

    private static bool IsDamage(Exception e) => e is InvalidDataException or EndOfStreamException or OverflowException;

    private TResult Guarded<TResult>(Func<TResult> read)
    {
        try
        {
            return read();
        }
        catch (Exception e) when (IsDamage(e))
        {
            throw Damaged(e);
        }
    }

    private NpzFormatException Damaged(Exception e) => new($"'{_name}' is damaged: {e.Message}", e);
}
