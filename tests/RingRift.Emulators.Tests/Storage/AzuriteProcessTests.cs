using System.Diagnostics;
using System.Net.Sockets;
using Azure.Storage.Blobs;
using Azure.Storage.Queues;
using RingRift.Emulators.Storage;

namespace RingRift.Emulators.Tests.Storage;

[Collection(AzuriteCollection.Name)]
[Trait("Category", "Slow")]
public sealed class AzuriteProcessTests(AzuriteFixture fixture)
{
    [Fact]
    public async Task Should_serve_blobs_and_queues_to_the_current_clients()
    {
        var container = new BlobContainerClient(fixture.Azurite.ConnectionString, "azurite-process");
        await container.CreateIfNotExistsAsync();
        await container.UploadBlobAsync("a/b", BinaryData.FromString("text"));
        var blob = await container.GetBlobClient("a/b").DownloadContentAsync();

        var queue = new QueueClient(fixture.Azurite.ConnectionString, "azurite-process");
        await queue.CreateIfNotExistsAsync();
        await queue.SendMessageAsync("message");
        var message = await queue.ReceiveMessageAsync();

        Assert.Equal("text", blob.Value.Content.ToString());
        Assert.Equal("message", message.Value.Body.ToString());
    }

    [Fact]
    public async Task When_a_data_folder_is_given_should_keep_data_from_one_run_to_the_next()
    {
        var folder = Directory.CreateTempSubdirectory("azurite-data-");
        try
        {
            var options = new AzuriteOptions { DataFolder = folder.FullName };
            await using (var first = await AzuriteProcess.StartAsync(options))
            {
                await new QueueClient(first.ConnectionString, "kept").CreateAsync();
            }
            await using var second = await AzuriteProcess.StartAsync(options);

            Assert.True(await new QueueClient(second.ConnectionString, "kept").ExistsAsync());
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [Fact]
    public async Task When_disposed_should_leave_no_process_behind()
    {
        var azurite = await AzuriteProcess.StartAsync();
        using var process = Process.GetProcessById(azurite.ProcessId);
        await azurite.DisposeAsync();

        Assert.True(process.HasExited);
    }

    [Fact]
    public async Task When_a_port_is_taken_should_say_so()
    {
        using var taken = new TcpListener(System.Net.IPAddress.Loopback, 0);
        taken.Start();
        var port = ((System.Net.IPEndPoint)taken.LocalEndpoint).Port;

        var error = await Assert.ThrowsAsync<AzuriteException>(() => AzuriteProcess.StartAsync(new AzuriteOptions { QueuePort = port }));

        Assert.Contains("EADDRINUSE", error.Message, StringComparison.Ordinal);
    }
}
