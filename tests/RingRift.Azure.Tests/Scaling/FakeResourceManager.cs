using System.Diagnostics.CodeAnalysis;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Azure;
using Azure.Core;
using Azure.Core.Pipeline;

namespace RingRift.Azure.Tests.Scaling;

/// <summary>
/// Azure Resource Manager as far as the scaler uses it, in place of the network: scale sets with a capacity and machines. Machines follow the capacity at
/// once; those that are protected stay when it falls and go when they are deleted by name.
/// </summary>
internal sealed class FakeResourceManager : HttpPipelineTransport
{
    private readonly Dictionary<string, List<string>> _machines = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<string, int> _capacities = new(StringComparer.OrdinalIgnoreCase);
    private int _made;

    public List<string> Requests { get; } = [];

    /// <summary>Status that the next requests of a method are answered with.</summary>
    public Dictionary<string, int> Refused { get; } = [];

    /// <summary>Machines that scale-in does not take.</summary>
    public HashSet<string> Protected { get; } = [];

    public void Add(string set) => (_capacities[set], _machines[set]) = (0, []);

    public IReadOnlyList<string> MachinesOf(string set) => _machines[set];

    public int CapacityOf(string set) => _capacities[set];

    public override Request CreateRequest() => new HttpClientTransport().CreateRequest();

    public override void Process(HttpMessage message) => message.Response = Answer(message.Request);

    public override ValueTask ProcessAsync(HttpMessage message)
    {
        Process(message);
        return ValueTask.CompletedTask;
    }

    private FakeResponse Answer(Request request)
    {
        var path = request.Uri.Path;
        Requests.Add($"{request.Method} {path.Split('/')[^1]} {request.Uri.Query}");
        if (Refused.TryGetValue(request.Method.Method, out var status))
        {
            return new FakeResponse(status, """{"error":{"code":"SkuNotAvailable","message":"no capacity in this region"}}""");
        }

        var set = _capacities.Keys.FirstOrDefault(id => path.StartsWith(id, StringComparison.OrdinalIgnoreCase));
        return (request.Method.Method, set is null ? null : path[set.Length..]) switch
        {
            ("GET", "") => new FakeResponse(200, Describe(set!)),
            ("PATCH", "") => Resize(set!, Body(request)["sku"]!),
            ("GET", "/virtualMachines") => new FakeResponse(200, List(set!)),
            ("POST", "/delete") => Delete(set!, Body(request)["instanceIds"]!.AsArray()),
            _ => new FakeResponse(404, """{"error":{"code":"ResourceNotFound","message":"there is no such thing"}}"""),
        };
    }

    private FakeResponse Resize(string set, JsonNode sku)
    {
        Assert.Equal("Standard_NC4as_T4_v3", (string?)sku["name"]);
        var (capacity, machines) = ((int)sku["capacity"]!, _machines[set]);
        _capacities[set] = capacity;
        while (machines.Count < capacity)
        {
            machines.Add($"vm_{++_made}");
        }

        foreach (var machine in machines.Where(machine => !Protected.Contains(machine)).Reverse().Take(machines.Count - capacity).ToArray())
        {
            machines.Remove(machine);
        }

        return new FakeResponse(200, Describe(set));
    }

    private FakeResponse Delete(string set, JsonArray ids)
    {
        foreach (var id in ids)
        {
            Assert.True(_machines[set].Remove((string)id!), $"{id} is no machine of {set}");
            _capacities[set] = Math.Max(0, _capacities[set] - 1);
        }

        return new FakeResponse(200, "{}");
    }

    private string Describe(string set) => JsonSerializer.Serialize(new
    {
        id = set,
        name = set.Split('/')[^1],
        type = "Microsoft.Compute/virtualMachineScaleSets",
        location = "eastus",
        sku = new { name = "Standard_NC4as_T4_v3", tier = "Standard", capacity = _capacities[set] },
        properties = new { orchestrationMode = "Flexible" },
    });

    private string List(string set) => JsonSerializer.Serialize(new
    {
        value = _machines[set].Select(machine => new
        {
            id = $"{set}/virtualMachines/{machine}",
            name = machine,
            type = "Microsoft.Compute/virtualMachineScaleSets/virtualMachines",
            location = "eastus",
            instanceId = machine,
        }),
    });

    private static JsonNode Body(Request request)
    {
        using var stream = new MemoryStream();
        request.Content!.WriteTo(stream, CancellationToken.None);
        return JsonNode.Parse(stream.ToArray())!;
    }
}

/// <summary>An answer in JSON.</summary>
internal sealed class FakeResponse(int status, string json) : Response
{
    private static readonly HttpHeader Json = new("Content-Type", "application/json");

    public override int Status => status;

    public override string ReasonPhrase => string.Empty;

    public override Stream? ContentStream { get; set; } = new MemoryStream(Encoding.UTF8.GetBytes(json));

    public override string ClientRequestId { get; set; } = string.Empty;

    public override void Dispose()
    {
    }

    protected override bool ContainsHeader(string name) => string.Equals(name, Json.Name, StringComparison.OrdinalIgnoreCase);

    protected override IEnumerable<HttpHeader> EnumerateHeaders() => [Json];

    protected override bool TryGetHeader(string name, [NotNullWhen(true)] out string? value) => (value = ContainsHeader(name) ? Json.Value : null) is not null;

    protected override bool TryGetHeaderValues(string name, [NotNullWhen(true)] out IEnumerable<string>? values) =>
        (values = ContainsHeader(name) ? [Json.Value] : null) is not null;
}
