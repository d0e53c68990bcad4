using System.Net;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace RingRift.Azure.Tests.Workers;

/// <summary>The part of Azure Resource Manager that keeps the machines of one scale set, as the real client sees it.</summary>
internal sealed class FakeScaleSet : HttpMessageHandler
{
    public const string Id =
        "/subscriptions/5b3e6a0e-0000-4000-8000-000000000001/resourceGroups/games/providers/Microsoft.Compute/virtualMachineScaleSets/workers";

    private readonly Dictionary<string, JsonObject> _machines = [];

    public FakeScaleSet(params string[] instances)
    {
        foreach (var instance in instances)
        {
            _machines[$"{Id}/virtualMachines/{instance}"] = JsonNode.Parse($$$"""
                {"id": "{{{Id}}}/virtualMachines/{{{instance}}}", "name": "{{{instance}}}", "type": "Microsoft.Compute/virtualMachineScaleSets/virtualMachines",
                 "location": "westeurope", "instanceId": "{{{instance}}}", "tags": {"kept": "yes"}, "properties": {"provisioningState": "Succeeded"}}
                """)!.AsObject();
        }
    }

    /// <summary>Changes made, each with its body.</summary>
    public List<JsonObject> Puts { get; } = [];

    public List<string?> Versions { get; } = [];

    /// <summary>What to refuse changes with; null to take them.</summary>
    public HttpStatusCode? Refusal { get; set; }

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        Versions.Add(System.Web.HttpUtility.ParseQueryString(request.RequestUri!.Query)["api-version"]);
        if (!_machines.TryGetValue(request.RequestUri.AbsolutePath, out var machine))
        {
            return Answer(HttpStatusCode.NotFound, """{"error": {"code": "NotFound", "message": "no such instance"}}""");
        }

        if (request.Method == HttpMethod.Put)
        {
            if (Refusal is { } refusal)
            {
                return Answer(refusal, """{"error": {"code": "AuthorizationFailed", "message": "the client may not do this"}}""");
            }

            var body = JsonNode.Parse(await request.Content!.ReadAsStringAsync(cancellationToken))!.AsObject();
            Puts.Add(body);
            machine["properties"]!["protectionPolicy"] = body["properties"]?["protectionPolicy"]?.DeepClone();
        }

        return Answer(HttpStatusCode.OK, machine.ToJsonString(JsonSerializerOptions.Default));
    }

    private static HttpResponseMessage Answer(HttpStatusCode code, string body) =>
        new(code) { Content = new StringContent(body, Encoding.UTF8, "application/json") };
}
