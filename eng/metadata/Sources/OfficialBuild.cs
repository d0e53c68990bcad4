using System.Text.Json;
using System.Text.Json.Nodes;
using RingRift.FunctionsMetadata.Comparison;

namespace RingRift.FunctionsMetadata.Sources;

/// <summary>
/// The functions as the official SDK tells the host of them, in both ways it has: the file <c>functions.metadata</c>, and the provider that
/// its source generator compiles into the app, which the host asks through the worker when <c>worker.config.json</c> says so.
/// </summary>
/// <param name="folder">Output of a build with the SDK.</param>
public sealed class OfficialBuild(string folder)
{
    private const string MetadataFile = "functions.metadata";
    private const string ExtensionsFile = "extensions.json";
    private static readonly string[] Files = [MetadataFile, ExtensionsFile, "worker.config.json", "host.json"];

    /// <summary>Triggers that are no part of the host itself, with the extension that brings them.</summary>
    private static readonly (string Trigger, string Extension)[] Extensions =
        [("eventGridTrigger", "EventGrid"), ("queueTrigger", "AzureStorageQueues")];

    /// <summary>Files that a function app consists of and that the build did not write.</summary>
    public IReadOnlyList<string> MissingFiles => [.. Files.Where(file => !File.Exists(Path.Combine(folder, file)))];

    /// <summary>Triggers for which the host would load no extension, and would so never start their functions.</summary>
    /// <param name="functions">The functions that are to be started.</param>
    /// <exception cref="InvalidDataException">The list of extensions cannot be read.</exception>
    public IReadOnlyList<string> MissingExtensions(FunctionSet functions)
    {
        ArgumentNullException.ThrowIfNull(functions);
        try
        {
            var extensions = JsonNode.Parse(File.ReadAllText(Path.Combine(folder, ExtensionsFile)))!["extensions"]!.AsArray();
            var names = extensions.Select(extension => (string?)extension!["name"]).ToList();
            return
            [
                .. Extensions.Where(pair => functions.Bindings(pair.Trigger).Any() && !names.Contains(pair.Extension))
                    .Select(pair => $"{pair.Extension}, for {pair.Trigger}"),
            ];
        }
        catch (Exception fault) when (fault is JsonException or InvalidOperationException or NullReferenceException)
        {
            throw new InvalidDataException($"{ExtensionsFile}: not a list of extensions with a name: {fault.Message}", fault);
        }
    }

    /// <summary>Both lists, each with a name for reports.</summary>
    /// <param name="assembly">File of the app in the folder.</param>
    /// <exception cref="InvalidDataException">A list cannot be read, or the provider is not there.</exception>
    public async Task<IReadOnlyList<(string Name, FunctionSet Functions)>> ReadAsync(string assembly) =>
    [
        (MetadataFile,
            FunctionSet.Parse(MetadataFile, await File.ReadAllTextAsync(Path.Combine(folder, MetadataFile)).ConfigureAwait(false))),
        ("the generated provider",
            await GeneratedProvider.ReadAsync(Path.GetFullPath(Path.Combine(folder, assembly))).ConfigureAwait(false)),
    ];
}
