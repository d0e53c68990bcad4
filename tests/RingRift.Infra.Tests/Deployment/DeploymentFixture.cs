using System.Text.Json;
using System.Text.Json.Nodes;
using RingRift.Infra.Bicep;

namespace RingRift.Infra.Tests.Deployment;

/// <summary>
/// The deployments of this repository, worked out by the compiler without Azure. It writes its reports beside the files it reads, so it reads copies.
/// </summary>
public sealed class DeploymentFixture : IAsyncLifetime
{
    private const string Templates = "tests/RingRift.Infra.Tests/Templates";
    private const string SubscriptionId = "11111111-1111-1111-1111-111111111111";
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("infra-");

    /// <summary>The first phase of each environment.</summary>
    public IReadOnlyDictionary<string, Snapshot> Environments { get; private set; } = new Dictionary<string, Snapshot>();

    /// <summary>The first phase of <c>dev</c> before there is an image of the worker.</summary>
    public Snapshot WithoutImage { get; private set; } = new("{}");

    /// <summary>The second phase.</summary>
    public Snapshot Endpoints { get; private set; } = new("{}");

    /// <summary>What processes are told in the environment <c>dev</c>.</summary>
    public Snapshot Settings { get; private set; } = new("{}");

    public Snapshot Dev => Environments["dev"];

    public async Task InitializeAsync()
    {
        Copy("infra");
        Copy(Templates);
        var names = new[] { "dev", "prod" };
        var endpoints = RunAsync($"{Templates}/endpoints.bicepparam", ["--resource-group", "rg-ringrift-dev"]);
        var settings = SettingsAsync();
        var environments = await Task.WhenAll(names.Select(name => RunAsync($"infra/environments/{name}.bicepparam", ["--location", "westeurope"])));
        Environments = names.Zip(environments).ToDictionary(pair => pair.First, pair => pair.Second);
        // After the others: it writes the report of the same parameters.
        WithoutImage = await RunAsync(
            "infra/environments/dev.bicepparam", ["--location", "westeurope"], new Dictionary<string, string>(DeploymentVariables.Samples) { [DeploymentVariables.WorkerDigest] = "" });
        Endpoints = await endpoints;
        Settings = await settings;
    }

    public Task DisposeAsync()
    {
        _folder.Delete(recursive: true);
        return Task.CompletedTask;
    }

    /// <summary>The values of an environment's parameter file.</summary>
    public async Task<JsonObject> ParametersAsync(string environment)
    {
        var run = await BicepCli.RunAsync(
            ["build-params", Path.Combine(_folder.FullName, $"infra/environments/{environment}.bicepparam"), "--stdout"], DeploymentVariables.Samples, CancellationToken.None);
        Assert.True(run.ExitCode == 0, run.Error);
        return JsonNode.Parse(JsonNode.Parse(run.Output)!["parametersJson"]!.GetValue<string>())!["parameters"]!.AsObject();
    }

    private async Task<Snapshot> SettingsAsync()
    {
        var parameters = await ParametersAsync("dev");
        string Value(string name) => parameters[name]!["value"]!.ToJsonString();
        return await RunAsync($"{Templates}/settings.bicepparam", ["--resource-group", "rg-ringrift-dev"], new Dictionary<string, string>
        {
            ["LIMITS"] = Value("limits"),
            ["SELFPLAY"] = Value("selfplay"),
            ["TRAINING"] = Value("training"),
        });
    }

    private async Task<Snapshot> RunAsync(string parameters, IEnumerable<string> scope, IReadOnlyDictionary<string, string>? variables = null)
    {
        var path = Path.Combine(_folder.FullName, parameters);
        var run = await BicepCli.RunAsync(
            ["snapshot", path, "--mode", "overwrite", "--subscription-id", SubscriptionId, .. scope], variables ?? DeploymentVariables.Samples, CancellationToken.None);
        Assert.True(run is { ExitCode: 0, Error: "" }, $"{parameters}: {run.Error}{run.Output}");
        return new Snapshot(await File.ReadAllTextAsync(Path.ChangeExtension(path, ".snapshot.json")));
    }

    private void Copy(string folder)
    {
        var source = Path.Combine(Repository.Root, folder);
        foreach (var file in Directory.EnumerateFiles(source, "*", SearchOption.AllDirectories))
        {
            var target = Path.Combine(_folder.FullName, folder, Path.GetRelativePath(source, file));
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            File.Copy(file, target);
        }
    }
}
