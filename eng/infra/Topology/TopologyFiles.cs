using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using RingRift.Azure.Topology;

namespace RingRift.Infra.Topology;

/// <summary>What <see cref="PipelineTopology"/> and the names of storage say, as JSON that the Bicep files load (ADR 0020).</summary>
public static class TopologyFiles
{
    /// <summary>The topic and its subscriptions.</summary>
    public const string Subscriptions = "infra/generated/subscriptions.json";

    /// <summary>Containers, queues and tables.</summary>
    public const string Storage = "infra/generated/storage.json";

    private static readonly JsonSerializerOptions Options = new()
    {
        WriteIndented = true,
        NewLine = "\n",
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <summary>The files as they should be.</summary>
    public static IReadOnlyList<GeneratedFile> All { get; } = Of(PipelineTopology.Subscriptions);

    /// <summary>The files that follow from subscriptions.</summary>
    /// <param name="routes">Those of the catalogue, or of one that somebody thinks about.</param>
    public static IReadOnlyList<GeneratedFile> Of(IReadOnlyList<EventRoute> routes) =>
    [
        new(Subscriptions, Text(new JsonObject
        {
            ["topic"] = PipelineTopology.Topic,
            ["deadLetterContainer"] = PipelineTopology.DeadLetterContainer,
            ["queues"] = Routes(routes.Where(route => route.Queue is not null), "queue", route => route.Queue!),
            ["functions"] = Routes(routes.Where(route => route.Queue is null), "function", route => route.Consumer),
            ["blobs"] = BlobRoutes(),
        })),
        new(Storage, Text(new JsonObject
        {
            ["containers"] = Names(PipelineContainers.All),
            ["queues"] = Names(PipelineQueues.AllFor(routes)),
            ["tables"] = Names(PipelineTables.All),
        })),
    ];

    /// <summary>Paths of the files that are missing or differ from what the topology says.</summary>
    /// <param name="root">Folder of the repository.</param>
    public static IReadOnlyList<string> Stale(string root) =>
        [.. All.Where(file => !File.Exists(Path.Combine(root, file.Path)) || File.ReadAllText(Path.Combine(root, file.Path)) != file.Text)
            .Select(file => file.Path)];

    /// <summary>Writes the files that are stale.</summary>
    /// <param name="root">Folder of the repository.</param>
    /// <returns>Their paths.</returns>
    public static IReadOnlyList<string> Renew(string root)
    {
        var stale = Stale(root);
        foreach (var file in All.Where(file => stale.Contains(file.Path)))
        {
            var path = Path.Combine(root, file.Path);
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            File.WriteAllText(path, file.Text);
        }

        return stale;
    }

    private static JsonArray Routes(IEnumerable<EventRoute> routes, string key, Func<EventRoute, string> target) => new(
    [
        .. routes.Select(route => new JsonObject
        {
            ["name"] = route.Name,
            ["eventType"] = route.Event.WireName,
            [key] = target(route),
            ["maxDeliveryAttempts"] = route.MaxDeliveryAttempts,
            ["timeToLiveMinutes"] = (int)route.TimeToLive.TotalMinutes,
        }),
    ]);

    private static JsonArray BlobRoutes() => new(
    [
        .. PipelineTopology.StorageSubscriptions.Select(route => new JsonObject
        {
            ["name"] = route.Name,
            ["eventType"] = StorageRoute.EventType,
            ["container"] = route.Container,
            ["function"] = route.FunctionName,
            ["maxDeliveryAttempts"] = route.MaxDeliveryAttempts,
            ["timeToLiveMinutes"] = (int)route.TimeToLive.TotalMinutes,
        }),
    ]);

    private static JsonArray Names(IEnumerable<string> names) => new([.. names.Select(name => JsonValue.Create(name))]);

    private static string Text(JsonNode node) => node.ToJsonString(Options) + "\n";
}
