using System.Collections;
using System.Reflection;
using System.Runtime.Loader;
using System.Text.Json;
using System.Text.Json.Nodes;
using RingRift.FunctionsMetadata.Comparison;

namespace RingRift.FunctionsMetadata.Sources;

/// <summary>Asks the metadata provider that the official source generator compiled into an app, beside this process's own runtime of the same names.</summary>
internal static class GeneratedProvider
{
    private const string TypeName = "GeneratedFunctions.GeneratedFunctionMetadataProvider";

    public static async Task<FunctionSet> ReadAsync(string assemblyPath)
    {
        var context = new BesideContext(assemblyPath);
        try
        {
            var provider = context.LoadFromAssemblyPath(assemblyPath).GetType(TypeName)
                ?? throw new InvalidDataException($"{assemblyPath}: no type {TypeName}; the SDK's source generator did not run");
            var asked = (Task)provider.GetMethod("GetFunctionMetadataAsync")!.Invoke(Activator.CreateInstance(provider), [Path.GetDirectoryName(assemblyPath)!])!;
            await asked.ConfigureAwait(false);
            return FunctionSet.Parse(TypeName, ToJson((IEnumerable)Property(asked, "Result")!));
        }
        finally
        {
            context.Unload();
        }
    }

    private static string ToJson(IEnumerable functions) => JsonSerializer.Serialize(functions.Cast<object>().Select(function => new JsonObject
    {
        ["name"] = (string?)Property(function, "Name"),
        ["entryPoint"] = (string?)Property(function, "EntryPoint"),
        ["bindings"] = new JsonArray([.. ((IEnumerable<string>)Property(function, "RawBindings")!).Select(binding => JsonNode.Parse(binding))]),
    }));

    private static object? Property(object from, string name) => from.GetType().GetProperty(name)!.GetValue(from);

    /// <summary>Loads the app's own packages, so that its types meet the official ones and not those of the local runtime.</summary>
    private sealed class BesideContext(string assemblyPath) : AssemblyLoadContext(nameof(GeneratedProvider), isCollectible: true)
    {
        private readonly AssemblyDependencyResolver _resolver = new(assemblyPath);

        protected override Assembly? Load(AssemblyName assemblyName) =>
            _resolver.ResolveAssemblyToPath(assemblyName) is { } path ? LoadFromAssemblyPath(path) : null;
    }
}
