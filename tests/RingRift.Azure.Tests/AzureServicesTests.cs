using Azure.Storage.Blobs;
using Azure.Storage.Queues;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using RingRift.Pipeline.Artifacts;

namespace RingRift.Azure.Tests;

public sealed class AzureServicesTests
{
    private const string Emulated = "AzureWebJobsStorage=UseDevelopmentStorage=true";
    private const string Endpoint = "EventGrid:TopicEndpoint=https://topic.example/api/events";

    [Theory]
    [InlineData("AzureWebJobsStorage must be", Endpoint)]
    [InlineData("AzureWebJobsStorage is not a storage connection string", "AzureWebJobsStorage=AccountName", Endpoint)]
    [InlineData("AzureWebJobsStorage:accountName 'No_Account'", "AzureWebJobsStorage:accountName=No_Account", Endpoint)]
    [InlineData("AzureWebJobsStorage:queueServiceUri", "AzureWebJobsStorage:blobServiceUri=https://a.blob.example", Endpoint)]
    [InlineData("AzureWebJobsStorage:blobServiceUri 'http://a'", "AzureWebJobsStorage:blobServiceUri=http://a", Endpoint)]
    [InlineData("EventGrid:TopicEndpoint", Emulated)]
    [InlineData("'topic'", Emulated, "EventGrid:TopicEndpoint=topic")]
    [InlineData("'ftp://topic/'", Emulated, "EventGrid:TopicEndpoint=ftp://topic/")]
    [InlineData("EventGrid:TopicKey", Emulated, "EventGrid:TopicEndpoint=http://topic/")]
    public void A_wrong_setting_should_be_named(string named, params string[] settings)
    {
        var error = Assert.Throws<InvalidOperationException>(() => Services(settings));
        Assert.Contains(named, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_wrong_connection_string_should_not_be_repeated()
    {
        var error = Assert.Throws<InvalidOperationException>(() => Services("AzureWebJobsStorage=AccountKey:secret", Endpoint));
        Assert.DoesNotContain("secret", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(Emulated, Endpoint)]
    [InlineData("AzureWebJobsStorage:accountName=someaccount", Endpoint)]
    [InlineData("AzureWebJobsStorage:accountName=someaccount", "AzureWebJobsStorage:clientId=11111111-2222-3333-4444-555555555555", Endpoint)]
    public void Connection_string_or_account_name_should_do(params string[] settings)
    {
        using var services = Services(settings);
        Assert.NotNull(services.GetRequiredService<IArtifactStore>());
    }

    [Fact]
    public void Addresses_of_the_services_should_be_used_as_they_are()
    {
        using var services = Services(
            "AzureWebJobsStorage:blobServiceUri=https://one.blob.core.usgovcloudapi.net",
            "AzureWebJobsStorage:queueServiceUri=https://two.queue.core.usgovcloudapi.net",
            "AzureWebJobsStorage:accountName=three",
            Endpoint);

        Assert.Equal("one.blob.core.usgovcloudapi.net", services.GetRequiredService<BlobServiceClient>().Uri.Host);
        Assert.Equal("two.queue.core.usgovcloudapi.net", services.GetRequiredService<QueueServiceClient>().Uri.Host);
    }

    private static ServiceProvider Services(params string[] settings) => new ServiceCollection()
        .AddAzurePipeline(new ConfigurationBuilder()
            .AddInMemoryCollection(settings.Select(setting => setting.Split('=', 2)).ToDictionary(parts => parts[0], string? (parts) => parts[1]))
            .Build())
        .BuildServiceProvider();
}
