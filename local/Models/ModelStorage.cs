using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using RingRift.Azure;
using RingRift.Emulators.Storage;
using RingRift.Local.Commands;
using RingRift.Local.Stack;
using RingRift.Pipeline.Artifacts;
using RingRift.Pipeline.Champions;

namespace RingRift.Local.Models;

/// <summary>A look into a stack's storage: that of the running stack, or Azurite started on its files.</summary>
internal sealed class ModelStorage : IAsyncDisposable
{
    // Nothing is published here; the adapters still want to know where they would.
    private static readonly Uri NoTopic = new("http://127.0.0.1:9/");

    private readonly ServiceProvider _services;
    private readonly AzuriteProcess? _azurite;
    private readonly IDisposable? _folderLock;

    private ModelStorage(string connectionString, AzuriteProcess? azurite, IDisposable? folderLock)
    {
        var settings = new Dictionary<string, string?>
        {
            ["AzureWebJobsStorage"] = connectionString,
            ["EventGrid:TopicEndpoint"] = NoTopic.ToString(),
            ["EventGrid:TopicKey"] = "none",
        };
        _services = new ServiceCollection()
            .AddLogging()
            .AddSingleton(TimeProvider.System)
            .AddAzurePipeline(new ConfigurationBuilder().AddInMemoryCollection(settings).Build())
            .BuildServiceProvider();
        (_azurite, _folderLock) = (azurite, folderLock);
    }

    public IChampionStore Champions => _services.GetRequiredService<IChampionStore>();

    public IArtifactStore Artifacts => _services.GetRequiredService<IArtifactStore>();

    /// <exception cref="CommandException">Nothing was ever stored in the folder.</exception>
    public static async Task<ModelStorage> OpenAsync(StackFolder folder, CancellationToken cancellationToken)
    {
        if (!folder.HasStorage)
        {
            throw new CommandException($"--data '{folder.Root}': there is no storage in this folder; train first");
        }

        if (folder.TryLock() is not { } folderLock)
        {
            var running = folder.Endpoints() ?? throw new CommandException($"--data '{folder.Root}': a stack is just starting or stopping in this folder; try again");
            return new ModelStorage(running.StorageConnectionString, null, null);
        }

        try
        {
            var azurite = await AzuriteProcess.StartAsync(new AzuriteOptions { DataFolder = folder.Storage }, cancellationToken: cancellationToken).ConfigureAwait(false);
            return new ModelStorage(azurite.ConnectionString, azurite, folderLock);
        }
        catch
        {
            folderLock.Dispose();
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _services.DisposeAsync().ConfigureAwait(false);
        if (_azurite is not null)
        {
            await _azurite.DisposeAsync().ConfigureAwait(false);
        }

        _folderLock?.Dispose();
    }
}
