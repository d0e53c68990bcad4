using System.Security.Cryptography;
using System.Text;

namespace RingRift.Azure.Storage;

/// <summary>Texts as parts of table keys.</summary>
internal static class TableKeys
{
    /// <summary>A key holds 1 KiB, which is 512 characters; this leaves room for what stands around the text.</summary>
    private const int MostCharacters = 400;

    /// <summary>The text itself, or its hash where it is long or holds what keys may not: '/', '\', '#', '?' and control characters.</summary>
    public static string Of(string text) => text.Length <= MostCharacters && text.All(IsAllowed)
        ? text
        : Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));

    private static bool IsAllowed(char character) => char.IsAsciiLetterOrDigit(character) || character is '-' or '_' or '.' or ':';
}
