using System.Net;
using System.Net.Sockets;
using Microsoft.Extensions.Time.Testing;
using RingRift.Emulators.EventGrid.Delivery;
using RingRift.Emulators.EventGrid.Subscriptions;
using RingRift.Emulators.Storage;

namespace RingRift.Emulators.Tests.EventGrid.Delivery;

public sealed class StorageQueueDelivererTests : IDisposable
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(30);
    private readonly FakeTimeProvider _time = new();
    private readonly TcpListener _silent = new(IPAddress.Loopback, 0);
    private readonly StorageQueueDeliverer _deliverer;

    public StorageQueueDelivererTests()
    {
        _silent.Start();
        var storage = $"AccountName=a;AccountKey={AzuriteOptions.AccountKey};QueueEndpoint=http://{_silent.LocalEndpoint}/a;";
        _deliverer = new StorageQueueDeliverer(new StorageQueueDestination(storage, "events"), Limit, _time);
    }

    public void Dispose() => _silent.Dispose();

    [Fact]
    public async Task When_the_storage_takes_the_connection_and_never_answers_should_time_out()
    {
        var preparing = _deliverer.PrepareAsync(CancellationToken.None);
        using var connection = await _silent.AcceptTcpClientAsync();

        _time.Advance(Limit);

        Assert.Contains("'events' did not answer within 00:00:30", await preparing, StringComparison.Ordinal);
    }

    [Fact]
    public async Task When_the_emulator_stops_should_not_wait_for_the_limit()
    {
        using var stopping = new CancellationTokenSource();
        var preparing = _deliverer.PrepareAsync(stopping.Token);
        using var connection = await _silent.AcceptTcpClientAsync();

        await stopping.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => preparing);
    }
}
