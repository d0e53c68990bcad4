using System.Globalization;
using System.Text.Json.Nodes;
using Microsoft.Extensions.Configuration;

namespace RingRift.FunctionsRuntime.Settings;

/// <summary>
/// Settings below <c>AzureFunctionsJobHost</c> replace values of host.json, as in the real host:
/// <c>AzureFunctionsJobHost__extensions__queues__batchSize=4</c>.
/// </summary>
internal static class HostJsonOverrides
{
    private const string Section = "AzureFunctionsJobHost";
    private static readonly JsonNodeOptions IgnoreCase = new() { PropertyNameCaseInsensitive = true };

    /// <summary>The text with the values replaced. Other text than a JSON object is left to the reader to refuse.</summary>
    public static string Apply(string json, IConfiguration configuration)
    {
        var values = configuration.GetSection(Section).AsEnumerable(makePathsRelative: true).Where(pair => pair.Value is not null).ToList();
        if (values.Count == 0)
        {
            return json;
        }

        using var document = SettingsFile.Parse(HostSettings.FileName, json);
        var root = JsonObject.Create(document.RootElement.Clone(), IgnoreCase)!;
        foreach (var (path, value) in values)
        {
            Set(root, path.Split(':'), value!);
        }

        return root.ToJsonString();
    }

    private static void Set(JsonObject root, string[] path, string value)
    {
        var node = root;
        foreach (var name in path[..^1])
        {
            if (node[name] is not JsonObject inner)
            {
                node[name] = inner = new JsonObject(IgnoreCase);
            }

            node = inner;
        }

        node[path[^1]] = int.TryParse(value, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number)
            ? JsonValue.Create(number)
            : JsonValue.Create(value);
    }
}
