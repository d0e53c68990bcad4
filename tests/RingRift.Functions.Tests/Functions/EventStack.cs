using System.Net;
using System.Net.Sockets;
using Microsoft.Extensions.DependencyInjection;
using RingRift.Azure;
using RingRift.Azure.Topology;
using RingRift.Emulators.EventGrid;
using RingRift.Emulators.EventGrid.Subscriptions;
using RingRift.Functions.Delivery;
using RingRift.Functions.Tests.Runtime;
using RingRift.Pipeline;

namespace RingRift.Functions.Tests.Functions;

/// <summary>All functions on real storage, and the Event Grid emulator that delivers to them.</summary>
internal sealed class EventStack(EventGridEmulator eventGrid, RunningHost host) : IAsyncDisposable
{
    /// <summary>Key of the topic.</summary>
    public const string Key = "bG9jYWw=";

    public EventGridEmulator EventGrid => eventGrid;

    public RunningHost Host => host;

    /// <param name="storage">Connection string of the storage account.</param>
    /// <param name="subscriptions">Makes the subscriptions for the address of the functions.</param>
    /// <param name="hostJson">Text of host.json.</param>
    /// <param name="configure">Changes the registered services; null for none.</param>
    public static async Task<EventStack> StartAsync(
        string storage, Func<Uri, IEnumerable<EventSubscription>> subscriptions, string hostJson, Action<IServiceCollection>? configure = null)
    {
        var address = FreeAddress();
        var eventGrid = await EventGridEmulator.StartAsync(new EventGridEmulatorOptions
        {
            Key = Key,
            Topics = [PipelineTopology.Topic],
            Subscriptions = [.. subscriptions(address)],
        });
        var host = await RunningHost.StartAsync(new HostPlan
        {
            Functions = typeof(EventDelivery).Assembly.GetTypes(),
            HostJson = hostJson,
            Arguments =
            [
                "--port", $"{address.Port}",
                "--AzureWebJobsStorage", storage,
                "--EventGrid:TopicEndpoint", eventGrid.TopicEndpoint(PipelineTopology.Topic).ToString(),
                "--EventGrid:TopicKey", Key,
            ],
            ConfigureWithSettings = (services, settings) =>
            {
                services.AddPipeline(settings).AddAzurePipeline(settings).AddDeadLetterServices().AddEventDelivery(settings);
                configure?.Invoke(services);
            },
        });
        return new EventStack(eventGrid, host);
    }

    public async ValueTask DisposeAsync()
    {
        await host.DisposeAsync();
        await eventGrid.DisposeAsync();
    }

    private static Uri FreeAddress()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return new Uri($"http://127.0.0.1:{((IPEndPoint)listener.LocalEndpoint).Port}/");
    }
}
