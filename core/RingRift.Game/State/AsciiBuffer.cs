using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace RingRift.Game;

/// <summary>A reusable buffer that canonical strings are written into; their hashes are taken from its bytes.</summary>
internal sealed class AsciiBuffer
{
    private byte[] _bytes = new byte[4096];

    /// <summary>Bytes written.</summary>
    public int Length { get; private set; }

    public void Clear() => Length = 0;

    public ReadOnlySpan<byte> Span => _bytes.AsSpan(0, Length);

    public AsciiBuffer Add(char character)
    {
        Room(1)[0] = (byte)character;
        Length++;
        return this;
    }

    public AsciiBuffer Add(string text)
    {
        Length += Encoding.ASCII.GetBytes(text, Room(text.Length));
        return this;
    }

    public AsciiBuffer Add(ReadOnlySpan<byte> text)
    {
        text.CopyTo(Room(text.Length));
        Length += text.Length;
        return this;
    }

    public AsciiBuffer Add(int number)
    {
        _ = number.TryFormat(Room(11), out var written, provider: CultureInfo.InvariantCulture);
        Length += written;
        return this;
    }

    public AsciiBuffer AddCell(Board board, int cell) => Add(board.XOf(cell)).Add(',').Add(board.YOf(cell));

    /// <summary>Lower-case hex digits of the SHA-256 of what was written from an index on.</summary>
    public string Hash(int digits, int from = 0) => Hash(Span[from..], digits);

    public static string Hash(ReadOnlySpan<byte> text, int digits)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(text, hash);
        return Convert.ToHexStringLower(hash[..(digits / 2)]);
    }

    public override string ToString() => Encoding.ASCII.GetString(Span);

    private Span<byte> Room(int count)
    {
        if (Length + count > _bytes.Length)
        {
            Array.Resize(ref _bytes, Math.Max(Length + count, _bytes.Length * 2));
        }

        return _bytes.AsSpan(Length);
    }
}
