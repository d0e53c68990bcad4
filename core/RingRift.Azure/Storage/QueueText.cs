using System.Diagnostics.CodeAnalysis;
using System.Text;
using System.Text.Unicode;

namespace RingRift.Azure.Storage;

/// <summary>Bodies of queue messages: Base64 of UTF-8, as Event Grid writes them and the functions' host reads them.</summary>
internal static class QueueText
{
    public static string Encode(string text) => Convert.ToBase64String(Encoding.UTF8.GetBytes(text));

    /// <summary>
    /// The text of a body. One that is not Base64 was written by hand and is taken as it is; so are bytes that are no text, which decoded
    /// anyhow would be another event.
    /// </summary>
    public static string Decode(string body) => TryDecode(body, out var text) ? text : body;

    /// <summary>The text of a body that the functions' host can read; false for any other.</summary>
    public static bool TryDecode(string body, [NotNullWhen(true)] out string? text)
    {
        var bytes = new byte[(body.Length * 3 / 4) + 3];
        text = Convert.TryFromBase64String(body, bytes, out var length) && Utf8.IsValid(bytes.AsSpan(0, length))
            ? Encoding.UTF8.GetString(bytes, 0, length)
            : null;
        return text is not null;
    }
}
