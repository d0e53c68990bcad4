using System.Net;

namespace RingRift.Functions.Tests.Functions;

public sealed class HealthTests
{
    [Fact]
    public async Task Should_say_that_it_is_healthy_while_storage_answers()
    {
        await using var host = await HttpApi.StartAsync();

        using var answer = await host.Client.GetAsync("/api/health");

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
    }
}
