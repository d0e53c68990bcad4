using System.Text;
using System.Text.Encodings.Web;

namespace RingRift.Eventing.Json;

/// <summary>
/// Escapes what JSON demands and nothing else: quotes, backslashes and control characters. So an event is as large here as it was for
/// whoever sent it; the framework's encoders write six bytes for <c>&lt;</c> and, even the relaxed one, twelve for an emoji. The text goes
/// into storage and JSON answers, never into a page.
/// </summary>
internal sealed class MinimalJsonEncoder : JavaScriptEncoder
{
    private const int LongestEscape = 6;

    private MinimalJsonEncoder()
    {
    }

    public static MinimalJsonEncoder Instance { get; } = new();

    public override int MaxOutputCharactersPerInputCharacter => LongestEscape;

    public override bool WillEncode(int unicodeScalar) => unicodeScalar is < ' ' or '"' or '\\';

    public override unsafe int FindFirstCharacterToEncode(char* text, int textLength)
    {
        var rest = new ReadOnlySpan<char>(text, textLength);
        for (var index = 0; index < textLength;)
        {
            // Half of a surrogate pair is stopped at as well: it is no character, and the base class replaces it.
            if (Rune.DecodeFromUtf16(rest[index..], out var rune, out var length) != System.Buffers.OperationStatus.Done
                || WillEncode(rune.Value))
            {
                return index;
            }

            index += length;
        }

        return -1;
    }

    public override unsafe bool TryEncodeUnicodeScalar(int unicodeScalar, char* buffer, int bufferLength, out int numberOfCharactersWritten)
    {
        var target = new Span<char>(buffer, bufferLength);
        if (!WillEncode(unicodeScalar))
        {
            return new Rune(unicodeScalar).TryEncodeToUtf16(target, out numberOfCharactersWritten);
        }

        var escape = Escape((char)unicodeScalar);
        numberOfCharactersWritten = escape.TryCopyTo(target) ? escape.Length : 0;
        return numberOfCharactersWritten > 0;
    }

    private static string Escape(char character) => character switch
    {
        '"' => "\\\"",
        '\\' => @"\\",
        '\b' => @"\b",
        '\t' => @"\t",
        '\n' => @"\n",
        '\f' => @"\f",
        '\r' => @"\r",
        _ => $"\\u{(int)character:x4}",
    };
}
