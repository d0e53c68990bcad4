using System.Buffers.Text;
using System.Globalization;
using System.Text;
using System.Text.Json;
using RingRift.Eventing.CloudEvents;
using RingRift.Eventing.Json;

namespace RingRift.Eventing.Deduplication;

/// <summary>
/// Writes values as UTF-8, one text for each value however it was written: <c>1</c> and <c>1.0</c> are the same number, members of an
/// object have no order (K6). A text that is a time is its instant, since hosts on the way write times anew.
/// Texts come after their length and everything else before a semicolon, so that two rows of values never read alike. Used again and again
/// by one thread, so that publishing leaves nothing behind.
/// </summary>
internal sealed class CanonicalWriter
{
    private const byte End = (byte)';';
    private const int NumberBytes = 32;

    private byte[] _bytes = new byte[512];
    private int _length;

    public ReadOnlySpan<byte> Written => _bytes.AsSpan(0, _length);

    public void Clear() => _length = 0;

    /// <summary>Writes a text as it is.</summary>
    public void WriteRaw(string text)
    {
        Reserve(Encoding.UTF8.GetMaxByteCount(text.Length));
        _length += Encoding.UTF8.GetBytes(text, _bytes.AsSpan(_length));
    }

    public void Write(long number)
    {
        Reserve(NumberBytes);
        Utf8Formatter.TryFormat(number, _bytes.AsSpan(_length), out var written);
        _length += written;
        Write(End);
    }

    public void Write(object value)
    {
        switch (value)
        {
            case string text:
                WriteText(text);
                break;
            case int number:
                Write((long)number);
                break;
            case JsonElement element:
                Write(element);
                break;
            default:
                Write(JsonSerializer.SerializeToElement(value, value.GetType(), EventJson.Options));
                break;
        }
    }

    public void Write(JsonElement element)
    {
        switch (element.ValueKind)
        {
            case JsonValueKind.Object:
                WriteMembers(element);
                break;
            case JsonValueKind.Array:
                WriteItems(element);
                break;
            case JsonValueKind.Number when element.TryGetInt64(out var whole):
                Write(whole);
                break;
            case JsonValueKind.Number:
                WriteRaw(string.Create(CultureInfo.InvariantCulture, $"{element.GetDouble():R};"));
                break;
            case JsonValueKind.String:
                WriteText(element.GetString()!);
                break;
            default:
                WriteRaw($"{element.GetRawText()};");
                break;
        }
    }

    private void WriteMembers(JsonElement element)
    {
        foreach (var member in element.EnumerateObject().OrderBy(member => member.Name, StringComparer.Ordinal))
        {
            WriteText(member.Name);
            Write(member.Value);
        }

        WriteRaw("};");
    }

    private void WriteItems(JsonElement element)
    {
        foreach (var item in element.EnumerateArray())
        {
            Write(item);
        }

        WriteRaw("];");
    }

    private void WriteText(string text)
    {
        if (HostText.TryReadTime(text, out var time))
        {
            WriteRaw(time.Kind == DateTimeKind.Unspecified ? "local " : "time ");
            Write(time.Kind == DateTimeKind.Unspecified ? time.Ticks : time.ToUniversalTime().Ticks);
            return;
        }

        Reserve(NumberBytes);
        Utf8Formatter.TryFormat(text.Length, _bytes.AsSpan(_length), out var written);
        _length += written;
        Write((byte)':');
        WriteRaw(text);
    }

    private void Write(byte character)
    {
        Reserve(1);
        _bytes[_length++] = character;
    }

    private void Reserve(int bytes)
    {
        if (_bytes.Length - _length < bytes)
        {
            Array.Resize(ref _bytes, Math.Max(_bytes.Length * 2, _length + bytes));
        }
    }
}
