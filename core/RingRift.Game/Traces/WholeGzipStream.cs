using System.Buffers.Binary;
using System.IO.Compression;

namespace RingRift.Game.Traces;

/// <summary>
/// Decompresses a file of one gzip member and fails at its end unless it was whole. GZipStream alone takes a file that was cut short for a complete one and
/// ignores what follows the member, so the length that the last four bytes give (RFC 1952, ISIZE) is compared with what was read.
/// </summary>
internal sealed class WholeGzipStream(FileStream file) : GZipStream(file, CompressionMode.Decompress)
{
    private const int ShortestFile = 18;

    private readonly uint _stored = StoredLength(file);
    private uint _read;

    /// <inheritdoc/>
    /// <exception cref="InvalidDataException">The file is not gzip, or is not whole.</exception>
    public override int Read(byte[] buffer, int offset, int count)
    {
        var read = base.Read(buffer, offset, count);
        _read = unchecked(_read + (uint)read);
        return read > 0 || count == 0 || _read == _stored
            ? read
            : throw new InvalidDataException($"{_read} bytes of text, its end says {_stored}: it was cut short, or something follows it");
    }

    private static uint StoredLength(FileStream file)
    {
        if (file.Length < ShortestFile)
        {
            throw new InvalidDataException($"{file.Length} bytes are too few");
        }

        Span<byte> end = stackalloc byte[sizeof(uint)];
        file.Position = file.Length - end.Length;
        file.ReadExactly(end);
        file.Position = 0;
        return BinaryPrimitives.ReadUInt32LittleEndian(end);
    }
}
