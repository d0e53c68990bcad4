using System.Text.Json;
using System.Text.Json.Nodes;

namespace RingRift.FunctionsMetadata.Comparison;

/// <summary>
/// The functions of a build in a form in which builds can be compared: by name, each with its entry point and its bindings, keys in a fixed
/// order. Left out is what only one build knows: the file of the assembly, the language, and of bindings how the worker wants its data.
/// </summary>
public sealed class FunctionSet
{
    private static readonly JsonSerializerOptions Indented =
        new() { WriteIndented = true, Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private static readonly string[] FirstKeys = ["name", "type", "direction"];

    /// <summary>
    /// Keys of bindings that the official SDK writes for its own worker: how the host sends the data, and whether it may send a reference
    /// to it.
    /// </summary>
    private static readonly string[] OfficialKeys = ["cardinality", "dataType", "properties"];

    private readonly SortedDictionary<string, JsonObject> _functions = new(StringComparer.Ordinal);

    private FunctionSet()
    {
    }

    /// <summary>Names of the functions, ordinal.</summary>
    public IReadOnlyCollection<string> Names => _functions.Keys;

    /// <summary>Reads a list of functions: <c>functions.metadata</c>, or the text of <see cref="ToString"/>.</summary>
    /// <param name="source">Where the text is from, for errors.</param>
    /// <param name="json">An array of objects with <c>name</c>, <c>entryPoint</c> and <c>bindings</c>.</param>
    /// <exception cref="InvalidDataException">The text is no such list, or names a function twice.</exception>
    public static FunctionSet Parse(string source, string json)
    {
        var set = new FunctionSet();
        try
        {
            foreach (var function in JsonNode.Parse(json)!.AsArray())
            {
                var name = function!["name"]!.GetValue<string>();
                if (!set._functions.TryAdd(name, Normal(function.AsObject())))
                {
                    throw new InvalidDataException($"{source}: function {name} is there twice; names are unique");
                }
            }
        }
        catch (Exception fault) when (fault is JsonException or InvalidOperationException or NullReferenceException)
        {
            throw new InvalidDataException($"{source}: not a list of functions with name, entryPoint and bindings: {fault.Message}", fault);
        }

        return set;
    }

    /// <summary>The text of one function; null when there is none of that name.</summary>
    public string? Find(string name) => _functions.GetValueOrDefault(name)?.ToJsonString(Indented);

    /// <summary>The bindings of a type, each with the name of its function.</summary>
    /// <param name="type">A type as the metadata spells it, for example <c>httpTrigger</c>.</param>
    public IEnumerable<(string Function, JsonObject Binding)> Bindings(string type) =>
        from function in _functions
        from binding in function.Value["bindings"]!.AsArray()
        where binding!["type"]!.GetValue<string>() == type
        select (function.Key, binding!.AsObject());

    /// <summary>The text of the approved file.</summary>
    public override string ToString() =>
        new JsonArray([.. _functions.Values.Select(function => function.DeepClone())]).ToJsonString(Indented) + "\n";

    private static JsonObject Normal(JsonObject function) => new()
    {
        ["name"] = function["name"]!.GetValue<string>(),
        ["entryPoint"] = function["entryPoint"]!.GetValue<string>(),
        ["bindings"] = new JsonArray([.. function["bindings"]!.AsArray().Select(binding => NormalBinding(binding!.AsObject()))]),
    };

    private static JsonObject NormalBinding(JsonObject binding) => new(binding
        .Where(pair => pair.Value is not null && !OfficialKeys.Contains(pair.Key))
        .OrderBy(pair => Array.IndexOf(FirstKeys, pair.Key) is >= 0 and var place ? place : FirstKeys.Length)
        .ThenBy(pair => pair.Key, StringComparer.Ordinal)
        .Select(pair => KeyValuePair.Create(pair.Key, pair.Value?.DeepClone())));
}

/// <summary>Where a build has other functions than are approved.</summary>
public static class FunctionDifferences
{
    /// <summary>One text for each function that differs, with both sides; empty when none does.</summary>
    /// <param name="approved">The approved functions.</param>
    /// <param name="build">Name of the build, for the text.</param>
    /// <param name="actual">Its functions.</param>
    public static IReadOnlyList<string> Between(FunctionSet approved, string build, FunctionSet actual)
    {
        ArgumentNullException.ThrowIfNull(approved);
        ArgumentNullException.ThrowIfNull(actual);
        return
        [
            .. from name in approved.Names.Union(actual.Names).Order(StringComparer.Ordinal)
               let expected = approved.Find(name)
               let found = actual.Find(name)
               where expected != found
               select $"function {name}\napproved:\n{expected ?? "(none)"}\n{build}:\n{found ?? "(none)"}",
        ];
    }
}
