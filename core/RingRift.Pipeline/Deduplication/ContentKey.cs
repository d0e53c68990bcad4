using System.Globalization;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;
using RingRift.Pipeline.Events;

namespace RingRift.Pipeline.Deduplication;

/// <summary>
/// Identity of what an event says: SHA-256 of type, business key and schema version, never of payload text (ADR 0008; K6). The same in every process.
/// </summary>
public readonly record struct ContentKey
{
    /// <summary>Size in bytes.</summary>
    public const int Length = SHA256.HashSizeInBytes;

    /// <summary>Texts up to this many UTF-8 bytes are hashed from the stack.</summary>
    private const int StackBytes = 512;

    private readonly ulong _a;
    private readonly ulong _b;
    private readonly ulong _c;
    private readonly ulong _d;

    private ContentKey(ReadOnlySpan<byte> hash)
    {
        var words = MemoryMarshal.Cast<byte, ulong>(hash);
        (_a, _b, _c, _d) = (words[0], words[1], words[2], words[3]);
    }

    /// <summary>The key of an event.</summary>
    /// <param name="type">What happened.</param>
    /// <param name="businessKey">To whom: the event's business key, or its id when it is an occurrence without one.</param>
    /// <param name="schemaVersion">Version of the payload's schema.</param>
    public static ContentKey Of(DataEventType type, string businessKey, int schemaVersion)
    {
        ArgumentNullException.ThrowIfNull(businessKey);
        return Hash(string.Create(CultureInfo.InvariantCulture, $"{type.WireName()}\n{schemaVersion}\n{businessKey}"));
    }

    /// <summary>The key of a text that names its kind itself, such as a stage transition.</summary>
    public static ContentKey OfText(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return Hash(text);
    }

    /// <summary>This content as one consumer sees it: each durable consumer has an identity of its own.</summary>
    /// <param name="consumer">Name of the consumer.</param>
    public ContentKey For(string consumer) => Hash($"{consumer}\n{this}");

    /// <summary>64 lower-case hexadecimal digits.</summary>
    public override string ToString()
    {
        Span<ulong> words = [_a, _b, _c, _d];
        return Convert.ToHexStringLower(MemoryMarshal.AsBytes(words));
    }

    private static ContentKey Hash(string text)
    {
        Span<byte> hash = stackalloc byte[Length];
        if (Encoding.UTF8.GetMaxByteCount(text.Length) > StackBytes)
        {
            SHA256.HashData(Encoding.UTF8.GetBytes(text), hash);
        }
        else
        {
            Span<byte> bytes = stackalloc byte[StackBytes];
            SHA256.HashData(bytes[..Encoding.UTF8.GetBytes(text, bytes)], hash);
        }

        return new ContentKey(hash);
    }
}
