using Azure.Core;
using Azure.Data.Tables;
using Azure.Identity;
using Azure.Messaging.EventGrid;
using Azure.Storage.Blobs;
using Azure.Storage.Queues;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using RingRift.Eventing.Artifacts;

namespace RingRift.Azure.Tests;

public sealed class AzureServicesTests
{
    private const string Emulated = "AzureWebJobsStorage=UseDevelopmentStorage=true";
    private const string Account = "AzureWebJobsStorage:accountName=someaccount";
    private const string Managed = "AzureWebJobsStorage:credential=managedidentity";
    private const string ClientId = "AzureWebJobsStorage:clientId=11111111-2222-3333-4444-555555555555";
    private const string Blobs = "AzureWebJobsStorage:blobServiceUri=https://one.blob.core.usgovcloudapi.net";
    private const string Queues = "AzureWebJobsStorage:queueServiceUri=https://two.queue.core.usgovcloudapi.net";
    private const string Tables = "AzureWebJobsStorage:tableServiceUri=https://three.table.core.usgovcloudapi.net";
    private const string Endpoint = "EventGrid:TopicEndpoint=https://topic.example/api/events";
    private const string TopicKey = "EventGrid:TopicKey=c2VjcmV0";

    [Theory]
    [InlineData("AzureWebJobsStorage must be", Endpoint)]
    [InlineData("AzureWebJobsStorage must be", Managed, ClientId, Endpoint)]
    [InlineData("AzureWebJobsStorage is not a storage connection string", "AzureWebJobsStorage=AccountName", Endpoint)]
    [InlineData("AzureWebJobsStorage:accountName 'No_Account' must be 3 to 24", "AzureWebJobsStorage:accountName=No_Account", Endpoint)]
    [InlineData("AzureWebJobsStorage:queueServiceUri '' must be", Blobs, Endpoint)]
    [InlineData("AzureWebJobsStorage:tableServiceUri '' must be", Blobs, Queues, Endpoint)]
    [InlineData("AzureWebJobsStorage:blobServiceUri 'http://a' must be", "AzureWebJobsStorage:blobServiceUri=http://a", Endpoint)]
    [InlineData("AzureWebJobsStorage:accountName and AzureWebJobsStorage:tableServiceUri are both set", Account, Tables, Endpoint)]
    [InlineData("AzureWebJobsStorage is a connection string, and AzureWebJobsStorage:accountName is set", Emulated, Account, Endpoint)]
    [InlineData("AzureWebJobsStorage is a connection string, and AzureWebJobsStorage:clientId is set", Emulated, ClientId, Endpoint)]
    [InlineData("AzureWebJobsStorage is a connection string, and AzureWebJobsStorage:credential is set", Emulated, Managed, Endpoint)]
    [InlineData("AzureWebJobsStorage:clientId '11111111-2222-3333-4444-555555555555' is set without AzureWebJobsStorage:credential", Account, ClientId, Endpoint)]
    [InlineData("AzureWebJobsStorage:clientId 'id-functions' must be a GUID", Account, Managed, "AzureWebJobsStorage:clientId=id-functions", Endpoint)]
    [InlineData("AzureWebJobsStorage:credential 'key' must be 'managedidentity'", Account, "AzureWebJobsStorage:credential=key", Endpoint)]
    [InlineData("AzureWebJobsStorage:clientSecret is not read here", Account, "AzureWebJobsStorage:clientSecret=s", Endpoint)]
    [InlineData("AzureWebJobsStorage:blobServiceUrl is not read here", "AzureWebJobsStorage:blobServiceUrl=https://a.blob.example", Endpoint)]
    [InlineData("EventGrid:TopicEndpoint '' must be", Emulated)]
    [InlineData("EventGrid:TopicEndpoint 'topic' must be", Emulated, "EventGrid:TopicEndpoint=topic")]
    [InlineData("EventGrid:TopicEndpoint 'ftp://topic/' must be", Emulated, "EventGrid:TopicEndpoint=ftp://topic/")]
    [InlineData("EventGrid:TopicKey is empty", Emulated, "EventGrid:TopicEndpoint=http://topic/")]
    [InlineData("EventGrid:TopicKey is set, and AzureWebJobsStorage uses an identity", Account, Endpoint, TopicKey)]
    public void When_settings_are_wrong_half_set_or_contradictory_should_name_them(string named, params string[] settings)
    {
        var error = Assert.Throws<InvalidOperationException>(() => Services(settings));
        Assert.StartsWith(named, error.Message, StringComparison.Ordinal);
        Assert.True(SettingsFailure.Is(error));
    }

    [Theory]
    [InlineData("AzureWebJobsStorage=AccountKey:secret", Endpoint)]
    [InlineData("AzureWebJobsStorage=AccountName=a;AccountKey=secret", Account, Endpoint)]
    [InlineData("AzureWebJobsStorage:clientSecret=secret", Account, Endpoint)]
    [InlineData("EventGrid:TopicKey=secret", Account, Endpoint)]
    public void Should_not_repeat_a_secret(params string[] settings) =>
        Assert.DoesNotContain("secret", Assert.Throws<InvalidOperationException>(() => Services(settings)).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData(typeof(DefaultAzureCredential), Account, Endpoint)]
    [InlineData(typeof(ManagedIdentityCredential), Account, Managed, Endpoint)]
    [InlineData(typeof(ManagedIdentityCredential), Account, Managed, ClientId, Endpoint)]
    [InlineData(typeof(ManagedIdentityCredential), Account, "AzureWebJobsStorage:credential=ManagedIdentity", Endpoint)]
    [InlineData(typeof(ManagedIdentityCredential), Blobs, Queues, Tables, Managed, ClientId, Endpoint)]
    [InlineData(typeof(DefaultAzureCredential), "AzureWebJobsStorage=", Account, Endpoint, "EventGrid:TopicKey=")]
    public void When_there_is_an_identity_should_reach_all_services_without_any_key(Type kind, params string[] settings)
    {
        using var services = Services(settings);
        Assert.IsType(kind, services.GetRequiredService<TokenCredential>());
        Assert.NotNull(services.GetRequiredService<IArtifactStore>());
        Assert.NotNull(services.GetRequiredService<EventGridPublisherClient>());
        Assert.All(
            [services.GetRequiredService<BlobServiceClient>().Uri, services.GetRequiredService<QueueServiceClient>().Uri, services.GetRequiredService<TableServiceClient>().Uri],
            address => Assert.Equal((Uri.UriSchemeHttps, string.Empty), (address.Scheme, address.Query)));
        Assert.False(services.GetRequiredService<BlobServiceClient>().CanGenerateAccountSasUri, "a key is at hand");
        Assert.False(services.GetRequiredService<QueueServiceClient>().CanGenerateAccountSasUri, "a key is at hand");
    }

    [Theory]
    [InlineData(Emulated, Endpoint)]
    [InlineData(Emulated, Endpoint, TopicKey)]
    [InlineData(Emulated, "EventGrid:TopicEndpoint=http://127.0.0.1:6060/api/events", TopicKey)]
    public void When_there_is_a_connection_string_should_reach_the_services(params string[] settings)
    {
        using var services = Services(settings);
        Assert.NotNull(services.GetRequiredService<EventGridPublisherClient>());
        Assert.True(services.GetRequiredService<BlobServiceClient>().CanGenerateAccountSasUri);
    }

    [Fact]
    public void When_there_are_addresses_of_the_services_should_use_them_as_they_are()
    {
        using var services = Services(Blobs, Queues, Tables, Endpoint);

        Assert.Equal("one.blob.core.usgovcloudapi.net", services.GetRequiredService<BlobServiceClient>().Uri.Host);
        Assert.Equal("two.queue.core.usgovcloudapi.net", services.GetRequiredService<QueueServiceClient>().Uri.Host);
        Assert.Equal("three.table.core.usgovcloudapi.net", services.GetRequiredService<TableServiceClient>().Uri.Host);
    }

    [Fact]
    public void When_there_is_the_name_of_an_account_should_derive_the_addresses_of_its_services()
    {
        using var services = Services(Account, Endpoint);

        Assert.Equal("someaccount.blob.core.windows.net", services.GetRequiredService<BlobServiceClient>().Uri.Host);
        Assert.Equal("someaccount.queue.core.windows.net", services.GetRequiredService<QueueServiceClient>().Uri.Host);
        Assert.Equal("someaccount.table.core.windows.net", services.GetRequiredService<TableServiceClient>().Uri.Host);
    }

    private static ServiceProvider Services(params string[] settings) => new ServiceCollection()
        .AddAzurePipeline(new ConfigurationBuilder()
            .AddInMemoryCollection(settings.Select(setting => setting.Split('=', 2)).ToDictionary(parts => parts[0], string? (parts) => parts[1]))
            .Build())
        .BuildServiceProvider();
}
