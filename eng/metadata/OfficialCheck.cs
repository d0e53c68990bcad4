using RingRift.FunctionsMetadata.Comparison;
using RingRift.FunctionsMetadata.Sources;

namespace RingRift.FunctionsMetadata;

/// <summary>Whether a build with the official SDK offers the approved functions.</summary>
internal static class OfficialCheck
{
    /// <summary>The faults of the build; empty when it has none.</summary>
    /// <param name="approved">The approved functions.</param>
    /// <param name="folder">Output of the build.</param>
    /// <param name="assembly">File of the app in it.</param>
    public static async Task<IReadOnlyList<string>> RunAsync(FunctionSet approved, string folder, string assembly)
    {
        var build = new OfficialBuild(folder);
        if (build.MissingFiles is { Count: > 0 } missing)
        {
            return [.. missing.Select(file => $"{Path.Combine(folder, file)}: not written by the build")];
        }

        var lists = await build.ReadAsync(assembly).ConfigureAwait(false);
        return
        [
            .. CatalogueDifferences.Of(approved),
            .. build.MissingExtensions(approved).Select(extension => $"extension {extension}: not among those the host would load"),
            .. lists.SelectMany(list => FunctionDifferences.Between(approved, list.Name, list.Functions)),
        ];
    }
}
