using Azure.Storage.Blobs;
using Azure.Storage.Queues;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using RingRift.Emulators.Storage;

namespace RingRift.Azure.Tests;

/// <summary>One Azurite for all tests of this assembly; names in the tests are unique, so they do not meet.</summary>
[CollectionDefinition(Name)]
public sealed class AzuriteCollection : ICollectionFixture<AzuriteFixture>
{
    public const string Name = "Azurite";
}

public sealed class AzuriteFixture : IAsyncLifetime
{
    private AzuriteProcess? _azurite;

    public ServiceProvider Services { get; private set; } = null!;

    public BlobServiceClient Blobs => Services.GetRequiredService<BlobServiceClient>();

    public QueueServiceClient Queues => Services.GetRequiredService<QueueServiceClient>();

    /// <summary>Settings of a process on this storage.</summary>
    public IConfiguration Settings => Configuration(_azurite!.ConnectionString);

    public async Task InitializeAsync()
    {
        _azurite = await AzuriteProcess.StartAsync();
        Services = Provider(_azurite.ConnectionString);
    }

    public async Task DisposeAsync()
    {
        await Services.DisposeAsync();
        await _azurite!.DisposeAsync();
    }

    private static ServiceProvider Provider(string storage) =>
        new ServiceCollection().AddAzurePipeline(Configuration(storage)).BuildServiceProvider();

    private static IConfiguration Configuration(string storage) =>
        new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["AzureWebJobsStorage"] = storage,
            ["EventGrid:TopicEndpoint"] = "http://127.0.0.1:1/api/events",
            ["EventGrid:TopicKey"] = "key",
        }).Build();
}
