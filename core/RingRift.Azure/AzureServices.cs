using Azure;
using Azure.Core;
using Azure.Data.Tables;
using Azure.Messaging.EventGrid;
using Azure.Storage.Blobs;
using Azure.Storage.Queues;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using RingRift.Azure.Aggregates;
using RingRift.Azure.Artifacts;
using RingRift.Azure.Champions;
using RingRift.Azure.Clocks;
using RingRift.Azure.Connections;
using RingRift.Azure.DeadLetters;
using RingRift.Azure.Deduplication;
using RingRift.Azure.EventLog;
using RingRift.Azure.Events;
using RingRift.Azure.Games;
using RingRift.Azure.Jobs;
using RingRift.Azure.Progress;
using RingRift.Azure.Queues;
using RingRift.Azure.Redelivery;
using RingRift.Azure.Storage;
using RingRift.Eventing.Aggregates;
using RingRift.Eventing.Artifacts;
using RingRift.Eventing.Clocks;
using RingRift.Eventing.DeadLetters;
using RingRift.Eventing.Deduplication;
using RingRift.Eventing.Log;
using RingRift.Pipeline.Champions;
using RingRift.Pipeline.Jobs;
using RingRift.Pipeline.Operations.Daemons;
using RingRift.Pipeline.Operations.Queues;
using RingRift.Pipeline.Operations.Redelivery;
using RingRift.Pipeline.Stages.Sync;

namespace RingRift.Azure;

/// <summary>Registers the adapters on Azure Storage and Event Grid.</summary>
public static class AzureServices
{
    // Azurite accepts this and Azure keeps serving it; the clients' own default is newer than Azurite knows.
    private const BlobClientOptions.ServiceVersion BlobVersion = BlobClientOptions.ServiceVersion.V2025_11_05;
    private const QueueClientOptions.ServiceVersion QueueVersion = QueueClientOptions.ServiceVersion.V2025_11_05;

    /// <summary>
    /// All ports on the account of <c>AzureWebJobsStorage</c> and the topic of <c>EventGrid:TopicEndpoint</c> (with
    /// <c>EventGrid:TopicKey</c>, or the process's identity). Storage with the identity: <c>AzureWebJobsStorage__accountName</c>, or
    /// <c>__blobServiceUri</c>, <c>__queueServiceUri</c> and <c>__tableServiceUri</c>; <c>__credential</c> = <c>managedidentity</c> for a
    /// managed one, and with it <c>__clientId</c> for one that is user-assigned.
    /// </summary>
    /// <exception cref="InvalidOperationException">A setting is missing or wrong, or contradicts another.</exception>
    public static IServiceCollection AddAzurePipeline(this IServiceCollection services, IConfiguration configuration)
    {
        ArgumentNullException.ThrowIfNull(configuration);
        var storage = StorageConnection.Read(configuration);
        var topic = TopicConnection.Read(configuration, storage);
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton(_ => storage.Identity.ToCredential());
        AddClients(services, storage, topic);
        services.TryAddSingleton<StorageTables>();
        services.TryAddSingleton<StorageQueues>();
        services.TryAddSingleton<BlobContainers>();
        services.TryAddSingleton<IAggregateStore, TableAggregateStore>();
        services.TryAddSingleton<IArtifactStore, BlobArtifactStore>();
        services.TryAddSingleton<IChampionStore, TableChampionStore>();
        services.TryAddSingleton<IDeadLetterStore, TableDeadLetterStore>();
        services.TryAddSingleton<IDeduplicationStore, TableDeduplicationStore>();
        services.TryAddSingleton<IEventLog, TableEventLog>();
        services.AddLoggedTransport<EventGridEventPublisher>();
        services.TryAddSingleton<IGameIndex, TableGameIndex>();
        services.TryAddSingleton<IJobQueue, StorageJobQueue>();
        services.TryAddSingleton<IProgressBoard, TableProgressBoard>();
        services.TryAddSingleton<IQueueAges, StorageQueueAges>();
        services.TryAddSingleton<IQueueDepths, StorageQueueDepths>();
        services.TryAddSingleton<IServerClock, StorageServerClock>();
        services.TryAddSingleton<IRedeliveryQueue, StorageRedeliveryQueue>();
        return services;
    }

    /// <summary>Name of the daemon that brings what the transport gave up into the store of dead letters.</summary>
    public const string CollectDeadLetters = "CollectDeadLetters";

    /// <summary>
    /// Collects and redelivers dead letters, for the process that has the handlers and runs daemons. Needs the pipeline and its adapters.
    /// </summary>
    public static IServiceCollection AddDeadLetterServices(this IServiceCollection services)
    {
        services.TryAddSingleton<DeadLetterErrors>();
        services.TryAddSingleton<UndeliveredEventCollector>();
        services.TryAddSingleton<PoisonQueueCollector>();
        services.TryAddSingleton<DeadLetterMetrics>();
        services.TryAddSingleton<DeadLetterCollection>();
        services.TryAddSingleton<Redeliverer>();

        // Critical: a message that nobody collects is gone after a week.
        return services.AddDaemon<DeadLetterCollection>(
            CollectDeadLetters,
            TimeSpan.FromSeconds(15),
            async (collection, stop) => (await collection.CollectAsync(stop).ConfigureAwait(false)).ToString(),
            critical: true,
            resumable: true);
    }

    private static void AddClients(IServiceCollection services, StorageConnection storage, TopicConnection topic)
    {
        var (blobs, queues) = (new BlobClientOptions(BlobVersion), new QueueClientOptions(QueueVersion));
        services.TryAddSingleton(provider => storage.ConnectionString is { } connection
            ? new BlobServiceClient(connection, blobs)
            : new BlobServiceClient(storage.Blobs!, provider.GetRequiredService<TokenCredential>(), blobs));
        services.TryAddSingleton(provider => storage.ConnectionString is { } connection
            ? new QueueServiceClient(connection, queues)
            : new QueueServiceClient(storage.Queues!, provider.GetRequiredService<TokenCredential>(), queues));
        services.TryAddSingleton(provider => storage.ConnectionString is { } connection
            ? new TableServiceClient(connection)
            : new TableServiceClient(storage.Tables!, provider.GetRequiredService<TokenCredential>()));
        services.TryAddSingleton(provider => topic.Key is { } key
            ? new EventGridPublisherClient(topic.Endpoint, new AzureKeyCredential(key))
            : new EventGridPublisherClient(topic.Endpoint, provider.GetRequiredService<TokenCredential>()));
    }
}
