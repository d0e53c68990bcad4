using System.Buffers.Binary;
using System.IO.Compression;

namespace RingRift.Game.Traces;

/// <summary>
/// Decompresses a gzip file of one or more members and fails at its end unless it was whole. GZipStream alone takes a file that was cut
/// short for a complete one and ignores what follows, so the length that each member ends with (RFC 1952, ISIZE) is compared with what was
/// read.
/// </summary>
internal sealed class WholeGzipStream(FileStream file) : GZipStream(file, CompressionMode.Decompress)
{
    private const int ShortestMember = 18;

    private readonly uint _stored = StoredLength(file);
    private uint _read;

    // How every member begins: two bytes of magic, and deflate as the method.
    private static ReadOnlySpan<byte> Magic => [0x1f, 0x8b, 0x08];

    /// <inheritdoc/>
    /// <exception cref="InvalidDataException">The file is not gzip, or is not whole.</exception>
    public override int Read(byte[] buffer, int offset, int count)
    {
        var read = base.Read(buffer, offset, count);
        _read = unchecked(_read + (uint)read);
        return read > 0 || count == 0 || _read == _stored || IsOfWholeMembers(File.ReadAllBytes(file.Name))
            ? read
            : throw new InvalidDataException($"{_read} bytes of text, its end says {_stored}: it was cut short, or something follows it");
    }

    /// <summary>
    /// Whether the bytes are whole members and nothing else. No member tells where it ends, so each place where another may begin is tried:
    /// it is the end if the length before it is right.
    /// </summary>
    private static bool IsOfWholeMembers(byte[] bytes)
    {
        var (start, end) = (0, 0);
        while (end < bytes.Length)
        {
            end = NextStart(bytes, Math.Max(end + 1, start + ShortestMember));
            if (end - start >= ShortestMember
                && LengthOfText(bytes, start, end) == BinaryPrimitives.ReadUInt32LittleEndian(bytes.AsSpan(end - sizeof(uint))))
            {
                start = end;
            }
        }

        return start == bytes.Length;
    }

    private static int NextStart(byte[] bytes, int from)
    {
        var offset = from < bytes.Length ? bytes.AsSpan(from).IndexOf(Magic) : -1;
        return offset < 0 ? bytes.Length : from + offset;
    }

    private static uint? LengthOfText(byte[] bytes, int start, int end)
    {
        using var text = new GZipStream(new MemoryStream(bytes, start, end - start), CompressionMode.Decompress);
        try
        {
            var buffer = new byte[81920];
            var length = 0u;
            for (int read; (read = text.Read(buffer)) > 0;)
            {
                length = unchecked(length + (uint)read);
            }

            return length;
        }
        catch (InvalidDataException)
        {
            return null;
        }
    }

    private static uint StoredLength(FileStream file)
    {
        if (file.Length < ShortestMember)
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
