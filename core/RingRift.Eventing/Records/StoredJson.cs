using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using RingRift.Eventing.Json;

namespace RingRift.Eventing.Records;

/// <summary>
/// Reads records that are stored as JSON, whatever version wrote them: a newer minor version adds members, which are kept
/// (<see cref="StoredRecord"/>); a newer major version says so in <see cref="VersionMember"/> and is refused by name.
/// </summary>
public static partial class StoredJson
{
    /// <summary>Member with the major version of a record; a record without it has version 1.</summary>
    public const string VersionMember = "recordVersion";

    /// <summary>The major version this program reads and writes.</summary>
    public const int Version = 1;

    /// <summary>Writes a record.</summary>
    public static string Write<T>(T value)
        where T : StoredRecord => JsonSerializer.Serialize(value, EventJson.Options);

    /// <summary>Reads a record.</summary>
    /// <param name="json">Its text.</param>
    /// <param name="record">Its name in errors.</param>
    /// <exception cref="UnreadableRecordException">It is no such record, or one of another major version.</exception>
    public static T Read<T>(string json, string record)
        where T : StoredRecord
    {
        try
        {
            using var document = JsonDocument.Parse(json);
            if (document.RootElement.ValueKind != JsonValueKind.Object)
            {
                throw new JsonException($"it is {ContractViolation.Cut(document.RootElement.GetRawText())} and must be a JSON object");
            }

            if (document.RootElement.TryGetProperty(VersionMember, out var version))
            {
                Require(
                    version.ValueKind == JsonValueKind.Number && version.TryGetInt32(out var number) ? number : null, version.GetRawText(),
                    record);
            }

            return Deserialize<T>(document.RootElement, record);
        }
        catch (Exception damaged) when (damaged is JsonException or InvalidOperationException)
        {
            throw new UnreadableRecordException(new UnreadableRecord(record, damaged.Message), damaged);
        }
    }

    /// <summary>Refuses a record of another major version.</summary>
    /// <param name="version">Its version; null where it is no number.</param>
    /// <param name="text">Its version as it is written.</param>
    /// <param name="record">Its name in errors.</param>
    /// <exception cref="UnreadableRecordException">It has another version.</exception>
    public static void Require(int? version, string text, string record)
    {
        if (version != Version)
        {
            throw new UnreadableRecordException(new UnreadableRecord(
                record,
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"it has version {ContractViolation.Cut(text)}; this program supports version {Version}")));
        }
    }

    private static T Deserialize<T>(JsonElement root, string record)
    {
        try
        {
            return root.Deserialize<T>(EventJson.Options)!;
        }
        catch (JsonException damaged) when (damaged.Path is { Length: > 1 } path
            && Find(root, path) is { ValueKind: not (JsonValueKind.Object or JsonValueKind.Array) } value)
        {
            // The serialiser names type and place, not the value: a name that only a newer version knows is told by it.
            throw new UnreadableRecordException(
                new UnreadableRecord(record, $"{path} is {ContractViolation.Cut(value.GetRawText())}, which this version does not know"),
                damaged);
        }
    }

    private static JsonElement? Find(JsonElement root, string path)
    {
        foreach (Match step in Steps().Matches(path))
        {
            if (step.Groups["name"] is { Success: true } name)
            {
                if (root.ValueKind != JsonValueKind.Object || !root.TryGetProperty(name.Value, out root))
                {
                    return null;
                }
            }
            else if (root.ValueKind == JsonValueKind.Array
                && int.Parse(step.Groups["index"].Value, CultureInfo.InvariantCulture) is var index
                && index < root.GetArrayLength())
            {
                root = root[index];
            }
            else
            {
                return null;
            }
        }

        return root;
    }

    [GeneratedRegex(@"\.(?<name>[^.\[\]]+)|\[(?<index>[0-9]+)\]", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex Steps();
}
