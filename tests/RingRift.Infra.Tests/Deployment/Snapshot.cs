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
