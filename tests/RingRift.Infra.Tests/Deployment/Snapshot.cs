using System.Text.Json.Nodes;

namespace RingRift.Infra.Tests.Deployment;

/// <summary>What a deployment would do.</summary>
/// <param name="Text">The compiler's report.</param>
public sealed record Snapshot(string Text)
{
    private readonly JsonObject _report = JsonNode.Parse(Text)!.AsObject();

    public IReadOnlyList<Resource> Resources => [.. _report["predictedResources"]!.AsArray().Select(node => new Resource(node!.AsObject()))];

    public JsonObject Outputs => _report["outputs"]!.AsObject();

    public IEnumerable<Resource> Of(string type) => Resources.Where(resource => resource.Type == type);

    /// <summary>An output that is an object of texts.</summary>
    public IReadOnlyDictionary<string, string> Texts(string output) =>
        Outputs[output]!.AsObject().ToDictionary(pair => pair.Key, pair => pair.Value!.GetValue<string>());
}

/// <summary>A resource as Resource Manager would be told of it: loops and conditions done, and every expression worked out that needs no deployment.</summary>
public sealed record Resource(JsonObject Json)
{
    public string Type => Text("type")!;

    public string Id => Text("id")!;

    /// <summary>The last part of its name.</summary>
    public string Name => Text("name")!.Split('/')[^1];

    /// <summary>The id of what an extension resource (a role assignment, a diagnostic setting) is on.</summary>
    public string Scope => Id[..Id.LastIndexOf("/providers/", StringComparison.Ordinal)];

    /// <summary>The value at a path of member names divided by dots; null where there is none.</summary>
    public JsonNode? At(string path) => path.Split('.').Aggregate((JsonNode?)Json, (node, member) => (node as JsonObject)?[member]);

    public string? Text(string path) => At(path)?.GetValue<string>();

    public bool? Flag(string path) => At(path)?.GetValue<bool>();

    public int? Number(string path) => At(path)?.GetValue<int>();

    public override string ToString() => $"{Type} {Name}";
}
