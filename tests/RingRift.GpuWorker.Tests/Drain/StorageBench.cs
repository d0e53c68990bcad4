using System.Text;
using Azure.Storage.Queues;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using RingRift.Azure;
using RingRift.Emulators.Storage;
using RingRift.Eventing.Aggregates;
using RingRift.Eventing.Artifacts;
using RingRift.Eventing.Contracts;
using RingRift.Eventing.Envelope;
using RingRift.Eventing.Events;
using RingRift.Eventing.Handling;
using RingRift.GpuWorker.CommandLine;
using RingRift.GpuWorker.Tests.Metadata;
using RingRift.InMemory;
using RingRift.Pipeline.Jobs;

namespace RingRift.GpuWorker.Tests.Drain;

/// <summary>Whole workers on real storage; only the transport of events is in memory.</summary>
public sealed class StorageBench : IAsyncLifetime
{
    private AzuriteProcess? _azurite;
    private ServiceProvider? _services;
    private int _events;

    internal InMemoryEventBus Bus { get; } = new(new FaultInjector());

    internal IArtifactStore Artifacts => _services!.GetRequiredService<IArtifactStore>();

    internal string ConnectionString => _azurite!.ConnectionString;

    public async Task InitializeAsync()
    {
        _azurite = await AzuriteProcess.StartAsync();
        _services = new ServiceCollection()
            .AddAzurePipeline(new ConfigurationBuilder().AddInMemoryCollection(Storage).Build())
            .BuildServiceProvider();
    }

    public async Task DisposeAsync()
    {
        await _services!.DisposeAsync();
        await _azurite!.DisposeAsync();
    }

    internal Dictionary<string, string?> Storage => new()
    {
        ["AzureWebJobsStorage"] = ConnectionString,
        ["EventGrid:TopicEndpoint"] = "http://127.0.0.1:1/api/events",
        ["EventGrid:TopicKey"] = "key",
    };

    private static Dictionary<string, string?> Small => new()
    {
        ["Health:Address"] = "",
        ["Metadata:Mode"] = "Off",
        ["Metadata:PollSeconds"] = "0.05",
        ["SelfTest:Enabled"] = "false",
        ["Worker:HeartbeatSeconds"] = "0.1",
        ["Worker:PollSeconds"] = "0.05",
        ["SelfPlay:Threads"] = "2",
        ["SelfPlay:ConcurrentGames"] = "4",
        ["SelfPlay:FullVisits"] = "8",
        ["SelfPlay:FastVisits"] = "2",
        ["SelfPlay:MaxPlies"] = "200",
        ["Training:Blocks"] = "2",
        ["Training:Channels"] = "8",
        ["Training:BatchSize"] = "32",
        ["Training:UseCuda"] = "false",
    };

    /// <summary>
    /// A worker as a process would run it. Without a metadata service it ends when it finds no work: what is not given back at once is not
    /// found.
    /// </summary>
    internal IHost Worker(
        IProgressBoard board, MetadataService? metadata = null, Dictionary<string, string?>? settings = null,
        Action<IServiceCollection>? configure = null)
    {
        var platform = metadata is null
            ? new Dictionary<string, string?>()
            : new() { ["Metadata:Mode"] = "On", ["Metadata:Endpoint"] = metadata.Endpoint.ToString() };
        var all = Storage.Concat(Small).Concat(platform).Concat(settings ?? []).GroupBy(pair => pair.Key)
            .ToDictionary(group => group.Key, group => group.Last().Value);
        return WorkerHost.Build(new WorkerArguments(Once: metadata is null), all, services =>
        {
            services.AddSingleton(typeof(ILogger<>), typeof(NullLogger<>));
            services.AddSingleton<IEventPublisher>(Bus);
            services.AddSingleton(board);
            configure?.Invoke(services);
        });
    }

    /// <summary>Puts a job into its queue as Event Grid does: Base64 of the JSON.</summary>
    internal async Task SendAsync<TEvent>(string queue, TEvent payload)
        where TEvent : class, IPipelineEvent
    {
        var envelope = new EventFactory(TimeProvider.System, "/test").Create(
            payload, new AggregateKey("iteration.test"), 1, Interlocked.Increment(ref _events), null);
        var client = _services!.GetRequiredService<QueueServiceClient>().GetQueueClient(queue);
        await client.CreateIfNotExistsAsync();
        await client.SendMessageAsync(Convert.ToBase64String(Encoding.UTF8.GetBytes(CloudEventWriter.Write(envelope))));
    }

    internal async Task<JobState> StateAsync(string job) =>
        (await _services!.GetRequiredService<IAggregateStore>().LoadAsync<JobState>(AggregateKey.Job(job), default))!.State;

    /// <summary>Events of a job, repeats taken once.</summary>
    internal IReadOnlyList<TEvent> Published<TEvent>(Func<TEvent, string> job, string of)
        where TEvent : class, IPipelineEvent =>
        [.. Bus.Published.Where(envelope => envelope.Type == TEvent.Type).DistinctBy(envelope => envelope.Id)
            .Select(envelope => envelope.Payload<TEvent>()).Where(e => job(e) == of)];
}
