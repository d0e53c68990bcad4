using System.Text.Json;

namespace RingRift.FunctionsRuntime.Settings;

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
