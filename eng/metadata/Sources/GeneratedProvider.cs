using System.Collections;
using System.Reflection;
using System.Runtime.Loader;
using System.Text.Json;
using System.Text.Json.Nodes;
using RingRift.FunctionsMetadata.Comparison;

namespace RingRift.FunctionsMetadata.Sources;

/// <summary>
/// Asks the metadata provider that the official source generator compiled into an app, beside this process's own runtime of the same names.
/// </summary>
internal static class GeneratedProvider
{
    private const string TypeName = "GeneratedFunctions.GeneratedFunctionMetadataProvider";

    /// <exception cref="InvalidDataException">
    /// The file is not there, is no assembly, or none whose provider can be asked; the message names it.
    /// </exception>
    public static async Task<FunctionSet> ReadAsync(string assemblyPath)
    {
        Require(assemblyPath);
        BesideContext? context = null;
        try
        {
            context = new BesideContext(assemblyPath);
            var provider = context.LoadFromAssemblyPath(assemblyPath).GetType(TypeName)
                ?? throw new InvalidDataException($"{assemblyPath}: no type {TypeName}; the SDK's source generator did not run");
            var asked = (Task)provider.GetMethod("GetFunctionMetadataAsync")!
                .Invoke(Activator.CreateInstance(provider), [Path.GetDirectoryName(assemblyPath)!])!;
            await asked.ConfigureAwait(false);
            return FunctionSet.Parse(TypeName, ToJson((IEnumerable)Property(asked, "Result")!));
        }
        catch (Exception fault) when (fault is not (InvalidDataException or OperationCanceledException))
        {
            // It is code of another build: whatever it throws says something about the file.
            var cause = fault is TargetInvocationException { InnerException: { } inner } ? inner : fault;
            throw new InvalidDataException($"{assemblyPath}: its functions cannot be read: {cause.Message}", fault);
        }
        finally
        {
            context?.Unload();
        }
    }

    private static void Require(string path)
    {
        if (!File.Exists(path))
        {
            throw new InvalidDataException(
                $"{path}: {(Directory.Exists(path) ? "a folder" : "no such file")}; it must be the app's assembly");
        }

        try
        {
            AssemblyName.GetAssemblyName(path);
        }
        catch (Exception fault) when (fault is BadImageFormatException or FileLoadException)
        {
            throw new InvalidDataException($"{path}: not an assembly: {fault.Message}", fault);
        }
    }

    private static string ToJson(IEnumerable functions) => JsonSerializer.Serialize(functions.Cast<object>().Select(ToJson));

    private static JsonObject ToJson(object function) => new()
    {
        ["name"] = (string?)Property(function, "Name"),
        ["entryPoint"] = (string?)Property(function, "EntryPoint"),
        ["bindings"] = new JsonArray(
            [.. ((IEnumerable<string>)Property(function, "RawBindings")!).Select(binding => JsonNode.Parse(binding))]),
    };

    private static object? Property(object from, string name) => from.GetType().GetProperty(name)!.GetValue(from);

    /// <summary>Loads the app's own packages, so that its types meet the official ones and not those of the local runtime.</summary>
    private sealed class BesideContext(string assemblyPath) : AssemblyLoadContext(nameof(GeneratedProvider), isCollectible: true)
    {
        private readonly AssemblyDependencyResolver _resolver = new(assemblyPath);

        protected override Assembly? Load(AssemblyName assemblyName) =>
            _resolver.ResolveAssemblyToPath(assemblyName) is { } path ? LoadFromAssemblyPath(path) : null;
    }
}
