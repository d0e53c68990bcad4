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

    /// <summary>The first phase of <c>dev</c> while there are 3 self-play machines, and more training machines than there may be.</summary>
    public Snapshot Busy { get; private set; } = new("{}");

    /// <summary>The second phase.</summary>
    public Snapshot Endpoints { get; private set; } = new("{}");

    /// <summary>What processes are told, with stand-ins for what only a deployment knows.</summary>
    public Snapshot Settings { get; private set; } = new("{}");

    public Snapshot Dev => Environments["dev"];

    public async Task InitializeAsync()
    {
        Copy("infra");
        Copy(Templates);
        var names = new[] { "dev", "prod" };
        var endpoints = RunAsync($"{Templates}/endpoints.bicepparam", ["--resource-group", "rg-ringrift-dev"]);
        var settings = RunAsync($"{Templates}/settings.bicepparam", ["--resource-group", "rg-ringrift-dev"]);
        var environments = await Task.WhenAll(names.Select(name => RunAsync($"infra/environments/{name}.bicepparam", ["--location", "westeurope"])));
        Environments = names.Zip(environments).ToDictionary(pair => pair.First, pair => pair.Second);
        // One after another: they write the report of the same parameters.
        WithoutImage = await DevAsync((DeploymentVariables.WorkerDigest, ""));
        Busy = await DevAsync(("RINGRIFT_SELFPLAY_MACHINES", "3"), ("RINGRIFT_TRAINING_MACHINES", "7"));
        Endpoints = await endpoints;
        Settings = await settings;
    }

    public Task DisposeAsync()
    {
        _folder.Delete(recursive: true);
        return Task.CompletedTask;
    }

    private Task<Snapshot> DevAsync(params (string Name, string Value)[] variables) => RunAsync(
        "infra/environments/dev.bicepparam", ["--location", "westeurope"],
        DeploymentVariables.Samples.Select(sample => (sample.Key, sample.Value)).Concat(variables).GroupBy(pair => pair.Item1).ToDictionary(pairs => pairs.Key, pairs => pairs.Last().Item2));

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
        var source = Repository.PathOf(folder);
        foreach (var file in Directory.EnumerateFiles(source, "*", SearchOption.AllDirectories))
        {
            var target = Path.Combine(_folder.FullName, folder, Path.GetRelativePath(source, file));
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            File.Copy(file, target);
        }
    }
}

/// <summary>Tests of what is deployed: they share the compiler's reports, which take seconds.</summary>
[CollectionDefinition(Name)]
public sealed class DeploymentCollection : ICollectionFixture<DeploymentFixture>
{
    public const string Name = "deployment";
}
