using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;

namespace RingRift.Eventing.Deduplication;

/// <summary>
/// Identity of what an event says: SHA-256 of type, business key and schema version, never of payload text (ADR 0008; K6). The same in
/// every process. Made by <see cref="ContentKeys"/>.
/// </summary>
public readonly record struct ContentKey
{
    /// <summary>Size in bytes.</summary>
    public const int Length = SHA256.HashSizeInBytes;

    [ThreadStatic]
    private static IncrementalHash? _sha256;

    private readonly ulong _a;
    private readonly ulong _b;
    private readonly ulong _c;
    private readonly ulong _d;

    private ContentKey(ReadOnlySpan<byte> hash)
    {
        var words = MemoryMarshal.Cast<byte, ulong>(hash);
        (_a, _b, _c, _d) = (words[0], words[1], words[2], words[3]);
    }

    /// <summary>The key of a text that names its kind itself.</summary>
    public static ContentKey Of(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        Span<byte> hash = stackalloc byte[Length];
        SHA256.HashData(Encoding.UTF8.GetBytes(text), hash);
        return new ContentKey(hash);
    }

    /// <summary>This content as one consumer sees it: each durable consumer has an identity of its own.</summary>
    /// <param name="consumer">Name of the consumer.</param>
    public ContentKey For(string consumer) => Of($"{consumer}\n{this}");

    /// <inheritdoc/>
    public bool Equals(ContentKey other) => _a == other._a && _b == other._b && _c == other._c && _d == other._d;

    /// <inheritdoc/>
    public override int GetHashCode() => (int)_a;

    /// <summary>64 lower-case hexadecimal digits.</summary>
    public override string ToString()
    {
        Span<ulong> words = [_a, _b, _c, _d];
        return Convert.ToHexStringLower(MemoryMarshal.AsBytes(words));
    }

    /// <summary>The key of what a writer holds, with a hash that is kept: publishing does this for every event.</summary>
    internal static ContentKey Of(CanonicalWriter text)
    {
        Span<byte> hash = stackalloc byte[Length];
        var sha256 = _sha256 ??= IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        sha256.AppendData(text.Written);
        sha256.GetHashAndReset(hash);
        return new ContentKey(hash);
    }
}
