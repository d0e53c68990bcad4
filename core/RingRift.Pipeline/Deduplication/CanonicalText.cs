using System.Globalization;
using System.Text;
using System.Text.Json;
using RingRift.Pipeline.Events;

namespace RingRift.Pipeline.Deduplication;

/// <summary>
/// One text for each value, however it was written: <c>1</c> and <c>1.0</c> are the same number, members of an object have no order (K6). Texts come
/// after their length and everything else before a semicolon, so that two rows of values never read alike.
/// </summary>
internal static class CanonicalText
{
    private const char End = ';';

    public static void Append(StringBuilder text, object value)
    {
        switch (value)
        {
            case string letters:
                AppendText(text, letters);
                break;
            case int number:
                text.Append(number).Append(End);
                break;
            case JsonElement element:
                Append(text, element);
                break;
            default:
                Append(text, JsonSerializer.SerializeToElement(value, value.GetType(), EventJson.Options));
                break;
        }
    }

    public static void Append(StringBuilder text, JsonElement element)
    {
        switch (element.ValueKind)
        {
            case JsonValueKind.Object:
                foreach (var member in element.EnumerateObject().OrderBy(member => member.Name, StringComparer.Ordinal))
                {
                    AppendText(text, member.Name);
                    Append(text, member.Value);
                }

                text.Append('}').Append(End);
                break;
            case JsonValueKind.Array:
                foreach (var item in element.EnumerateArray())
                {
                    Append(text, item);
                }

                text.Append(']').Append(End);
                break;
            case JsonValueKind.Number:
                text.Append(NumberText(element)).Append(End);
                break;
            case JsonValueKind.String:
                AppendText(text, element.GetString()!);
                break;
            default:
                text.Append(element.GetRawText()).Append(End);
                break;
        }
    }

    private static string NumberText(JsonElement element) =>
        element.TryGetInt64(out var whole) ? whole.ToString(CultureInfo.InvariantCulture) : element.GetDouble().ToString("R", CultureInfo.InvariantCulture);

    private static void AppendText(StringBuilder text, string letters) =>
        text.Append(letters.Length).Append(':').Append(letters);
}
