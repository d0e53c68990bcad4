using Azure.Storage.Queues;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using RingRift.Azure;
using RingRift.Emulators.Storage;
using RingRift.Eventing.Artifacts;
using RingRift.Local.Arguments;
using RingRift.Pipeline;
using RingRift.Pipeline.Champions;

namespace RingRift.Local.Stack;

/// <summary>A look into a stack's storage: that of the running stack, or Azurite started on its files.</summary>
internal sealed class StackStorage : IAsyncDisposable
{
    // Nothing is published here; the adapters still want to know where they would.
    private static readonly Uri NoTopic = new("http://127.0.0.1:9/");

    private readonly ServiceProvider _services;
    private readonly AzuriteProcess? _azurite;
    private readonly IDisposable? _folderLock;

    private StackStorage(string connectionString, AzuriteProcess? azurite, IDisposable? folderLock)
    {
        var settings = new Dictionary<string, string?>
        {
            ["AzureWebJobsStorage"] = connectionString,
            ["EventGrid:TopicEndpoint"] = NoTopic.ToString(),
            ["EventGrid:TopicKey"] = "none",
        };
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(settings).Build();
        _services = new ServiceCollection()
            .AddLogging()
            .AddSingleton(TimeProvider.System)
            .AddPipeline(configuration)
            .AddAzurePipeline(configuration)
            .AddDeadLetterServices()
            .BuildServiceProvider();
        (_azurite, _folderLock, ConnectionString) = (azurite, folderLock, connectionString);
    }

    /// <summary>Where the storage answers.</summary>
    public string ConnectionString { get; }

    public IChampionStore Champions => Get<IChampionStore>();

    /// <summary>Whether the stack runs, so that its functions and workers see what is written.</summary>
    public bool IsRunning => _azurite is null;

    public IArtifactStore Artifacts => Get<IArtifactStore>();

    /// <summary>Whether a running stack owns the storage; otherwise it was started for this look.</summary>
    public bool IsOfRunningStack => _azurite is null;

    /// <summary>A port, or a service of the pipeline on the ports.</summary>
    public T Get<T>()
        where T : notnull => _services.GetRequiredService<T>();

    /// <exception cref="CommandException">Nothing was ever stored in the folder.</exception>
    public static async Task<StackStorage> OpenAsync(StackFolder folder, CancellationToken cancellationToken)
    {
        if (!folder.HasStorage)
        {
            throw new CommandException($"{folder.Option} '{folder.Root}': there is no storage in this folder; train first");
        }

        if (folder.TryLock() is not { } folderLock)
        {
            var running = folder.Endpoints()
                ?? throw new CommandException($"{folder.Option} '{folder.Root}': a stack is just starting or stopping in this folder; try again");
            await RequireAnswerAsync(folder, running.StorageConnectionString, cancellationToken).ConfigureAwait(false);
            return new StackStorage(running.StorageConnectionString, null, null);
        }

        try
        {
            var azurite = await AzuriteProcess.StartAsync(
                new AzuriteOptions { DataFolder = folder.Storage }, cancellationToken: cancellationToken).ConfigureAwait(false);
            return new StackStorage(azurite.ConnectionString, azurite, folderLock);
        }
        catch
        {
            folderLock.Dispose();
            throw;
        }
    }

    /// <summary>Asks once, for the clients would ask storage that is dead or hangs again and again.</summary>
    private static async Task RequireAnswerAsync(StackFolder folder, string connectionString, CancellationToken cancellationToken)
    {
        var address = new QueueServiceClient(connectionString).Uri;
        using var liveness = new Liveness(() => address, TimeProvider.System);
        if (!await liveness.AnswersAsync(address, cancellationToken).ConfigureAwait(false))
        {
            throw new CommandException(
                $"{folder.Option} '{folder.Root}': the storage of the stack in this folder does not answer at {address}; see {Path.Combine(folder.Logs, "stack.log")}");
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
