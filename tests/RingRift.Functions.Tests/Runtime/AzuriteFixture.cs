using Azure.Storage.Queues;
using RingRift.Emulators.Storage;

namespace RingRift.Functions.Tests.Runtime;

/// <summary>One Azurite for all queue tests; each test uses queues of its own.</summary>
public sealed class AzuriteFixture : IAsyncLifetime
{
    private AzuriteProcess? _azurite;
    private int _queues;

    public string ConnectionString => _azurite!.ConnectionString;

    public async Task InitializeAsync() => _azurite = await AzuriteProcess.StartAsync();

    public async Task DisposeAsync() => await _azurite!.DisposeAsync();

    /// <summary>A new queue whose bodies are Base64, and its poison queue.</summary>
    public async Task<(QueueClient Queue, QueueClient Poison)> CreateAsync()
    {
        var name = $"test-{Interlocked.Increment(ref _queues)}";
        var queue = Open(name, QueueMessageEncoding.Base64);
        await queue.CreateIfNotExistsAsync();
        return (queue, Open($"{name}-poison", QueueMessageEncoding.None));
    }

    public QueueClient Open(string name, QueueMessageEncoding encoding)
    {
        var options = new QueueClientOptions(QueueClientOptions.ServiceVersion.V2024_08_04) { MessageEncoding = encoding };
        return new QueueClient(ConnectionString, name, options);
    }
}
