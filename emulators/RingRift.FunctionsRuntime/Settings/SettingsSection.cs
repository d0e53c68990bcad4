using System.Globalization;
using System.Text.Json;

namespace RingRift.FunctionsRuntime.Settings;

/// <summary>A JSON object of a settings file whose errors name the whole key. A missing one reads as its defaults.</summary>
internal readonly struct SettingsSection(string file, string path, JsonElement? element)
{
    public SettingsSection Section(string name)
    {
        if (Find(name) is not { } value)
        {
            return new SettingsSection(file, Key(name), null);
        }

        return value.ValueKind == JsonValueKind.Object
            ? new SettingsSection(file, Key(name), value)
            : throw Broken(name, value.GetRawText(), "must be an object");
    }

    public string Text(string name, string otherwise)
    {
        if (Find(name) is not { } value)
        {
            return otherwise;
        }

        return value.ValueKind == JsonValueKind.String ? value.GetString()! : throw Broken(name, value.GetRawText(), "must be a text");
    }

    public int Whole(string name, int otherwise, int least, int most)
    {
        if (Find(name) is not { } value)
        {
            return otherwise;
        }

        return value.ValueKind == JsonValueKind.Number && value.TryGetInt32(out var number) && number >= least && number <= most
            ? number
            : throw Broken(name, value.GetRawText(), $"must be a whole number from {least} to {most}");
    }

    public TimeSpan Time(string name, TimeSpan otherwise, TimeSpan least, TimeSpan most)
    {
        if (Find(name) is null)
        {
            return otherwise;
        }

        var text = Text(name, string.Empty);
        return TimeSpan.TryParseExact(text, "c", CultureInfo.InvariantCulture, out var time) && time >= least && time <= most
            ? time
            : throw Broken(name, text, $"must be a time as hh:mm:ss from {least:c} to {most:c}");
    }

    public IReadOnlyDictionary<string, string> Texts()
    {
        var texts = new Dictionary<string, string>();
        foreach (var member in element?.EnumerateObject() ?? default)
        {
            texts[member.Name] = Text(member.Name, string.Empty);
        }

        return texts;
    }

    public void AllowOnly(params string[] names)
    {
        foreach (var member in element?.EnumerateObject() ?? default)
        {
            if (!names.Contains(member.Name, StringComparer.OrdinalIgnoreCase))
            {
                throw Broken(member.Name, member.Value.GetRawText(), $"is not known; known are {string.Join(", ", names)}");
            }
        }
    }

    public HostSettingsException Broken(string name, string value, string rule) => new($"{file}: {Key(name)} is {value}; it {rule}");

    private string Key(string name) => path.Length == 0 ? name : $"{path}.{name}";

    private JsonElement? Find(string name)
    {
        foreach (var member in element?.EnumerateObject() ?? default)
        {
            if (member.Name.Equals(name, StringComparison.OrdinalIgnoreCase))
            {
                return member.Value;
            }
        }

        return null;
    }
}

/// <summary>Settings files are JSON objects in which, as in the real host, comments and trailing commas are allowed.</summary>
internal static class SettingsFile
{
    private static readonly JsonDocumentOptions Lenient = new() { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true };

    public static JsonDocument Parse(string file, string json)
    {
        try
        {
            var document = JsonDocument.Parse(json, Lenient);
            return document.RootElement.ValueKind == JsonValueKind.Object
                ? document
                : throw new HostSettingsException($"{file}: is a {document.RootElement.ValueKind}; it must be a JSON object");
        }
        catch (JsonException exception)
        {
            throw new HostSettingsException($"{file}: {exception.Message}", exception);
        }
    }
}
