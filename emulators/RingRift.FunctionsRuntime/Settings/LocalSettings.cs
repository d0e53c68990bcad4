using System.Text.Json;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Configuration.Memory;

namespace RingRift.FunctionsRuntime.Settings;

/// <summary>
/// <c>local.settings.json</c>: the <c>Values</c> are settings for development. As with the platform's own tools, whatever
/// the environment or the command line says wins.
/// </summary>
internal static class LocalSettings
{
    public const string FileName = "local.settings.json";

    /// <summary>Puts the file's values, where there is one, below every other source.</summary>
    public static void AddBelow(ConfigurationManager configuration, string folder)
    {
        var path = Path.Combine(folder, FileName);
        if (File.Exists(path))
        {
            var source = new MemoryConfigurationSource { InitialData = Parse(File.ReadAllText(path)) };
            ((IConfigurationBuilder)configuration).Sources.Insert(0, source);
        }
    }

    /// <summary>Reads the values. A double underscore stands for a colon, as in environment variables.</summary>
    public static IReadOnlyDictionary<string, string?> Parse(string json)
    {
        using var document = SettingsFile.Parse(FileName, json);
        var root = new SettingsSection(FileName, string.Empty, document.RootElement);
        if (document.RootElement.TryGetProperty("IsEncrypted", out var encrypted) && encrypted.ValueKind == JsonValueKind.True)
        {
            throw root.Broken("IsEncrypted", "true", "must be false: the local runtime has no key for it");
        }

        return root.Section("Values").Texts()
            .ToDictionary(pair => pair.Key.Replace("__", ":", StringComparison.Ordinal), string? (pair) => pair.Value);
    }
}
