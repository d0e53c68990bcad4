using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using RingRift.Pipeline.Artifacts;

namespace RingRift.Azure.Tests;

public sealed class AzureServicesTests
{
    private const string Endpoint = "https://topic.example/api/events";

    [Theory]
    [InlineData("", "", Endpoint, "AzureWebJobsStorage")]
    [InlineData("UseDevelopmentStorage=true", "", "", "EventGrid:TopicEndpoint")]
    [InlineData("UseDevelopmentStorage=true", "", "topic", "'topic'")]
    [InlineData("UseDevelopmentStorage=true", "", "ftp://topic/", "'ftp://topic/'")]
    public void A_wrong_setting_should_be_named(string connection, string account, string endpoint, string named)
    {
        var error = Assert.Throws<InvalidOperationException>(() => Services(connection, account, endpoint));
        Assert.Contains(named, error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("UseDevelopmentStorage=true", "")]
    [InlineData("", "someaccount")]
    public void Connection_string_or_account_name_should_do(string connection, string account)
    {
        using var services = Services(connection, account, Endpoint);
        Assert.NotNull(services.GetRequiredService<IArtifactStore>());
    }

    private static ServiceProvider Services(string connection, string account, string endpoint) => new ServiceCollection()
        .AddAzurePipeline(new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["AzureWebJobsStorage"] = connection,
            ["AzureWebJobsStorage:accountName"] = account,
            ["EventGrid:TopicEndpoint"] = endpoint,
        }).Build())
        .BuildServiceProvider();
}
