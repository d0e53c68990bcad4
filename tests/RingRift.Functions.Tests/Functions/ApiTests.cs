using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using RingRift.Functions.DeadLetters;
using RingRift.Functions.Handling;
using RingRift.Functions.Health;
using RingRift.Functions.Runs;
using RingRift.Functions.SelfPlay;
using RingRift.Functions.Tests.Runtime;
using RingRift.Pipeline;
using RingRift.Pipeline.DeadLetters;
using RingRift.Pipeline.Events;
using RingRift.Pipeline.InMemory;
using RingRift.Pipeline.Runs;

namespace RingRift.Functions.Tests.Functions;

/// <summary>The functions behind real HTTP, on the adapters in memory.</summary>
public sealed class ApiTests
{
    [Fact]
    public async Task When_a_run_is_started_twice_should_begin_one_iteration_and_say_where_it_stands()
    {
        await using var host = await StartAsync();

        using var first = await host.Client.PostAsync("/api/runs/hex8_2p", content: null);
        using var second = await host.Client.PostAsync("/api/runs/hex8_2p", content: null);

        Assert.Equal(HttpStatusCode.Accepted, first.StatusCode);
        Assert.True((await ReadAsync<RunStarted>(first)).Started);
        Assert.Equal(HttpStatusCode.Accepted, second.StatusCode);
        Assert.False((await ReadAsync<RunStarted>(second)).Started);
        var requested = host.Services.GetRequiredService<InMemoryEventBus>().Published;
        Assert.NotEmpty(requested);
        Assert.All(requested, one => Assert.Equal(DataEventType.SelfplayRequested, one.Type));
        Assert.Equal(requested.Count, requested.DistinctBy(one => one.Id).Count());
    }

    [Fact]
    public async Task When_event_grid_does_not_answer_should_say_503_with_the_reason_and_begin_the_run_once_it_does()
    {
        await using var host = await StartAsync();
        var faults = host.Services.GetRequiredService<FaultInjector>();
        faults.Fails = (point, _) => point == FaultPoint.BeforePublish;

        using var refused = await host.Client.PostAsync("/api/runs/hex8_2p", content: null);
        faults.Fails = (_, _) => false;
        using var accepted = await host.Client.PostAsync("/api/runs/hex8_2p", content: null);

        Assert.Equal(HttpStatusCode.ServiceUnavailable, refused.StatusCode);
        using var problem = JsonDocument.Parse(await refused.Content.ReadAsStringAsync());
        Assert.Contains("BeforePublish", problem.RootElement.GetProperty("detail").GetString());
        Assert.Equal(HttpStatusCode.Accepted, accepted.StatusCode);
        Assert.NotEmpty(host.Services.GetRequiredService<InMemoryEventBus>().Published);
    }

    [Fact]
    public async Task When_a_run_is_read_should_answer_404_before_it_was_started_and_its_status_afterwards()
    {
        await using var host = await StartAsync();
        using var before = await host.Client.GetAsync("/api/runs/hex8_2p");
        using var started = await host.Client.PostAsync("/api/runs/hex8_2p", content: null);

        using var after = await host.Client.GetAsync("/api/runs/hex8_2p");

        Assert.Equal(HttpStatusCode.NotFound, before.StatusCode);
        Assert.Equal(HttpStatusCode.OK, after.StatusCode);
        var status = await ReadAsync<RunStatus>(after);
        Assert.Equal(("hex8_2p", 1), (status.Config, status.Iteration));
    }

    [Theory]
    [InlineData("GET")]
    [InlineData("POST")]
    public async Task When_there_is_no_such_config_should_answer_400_naming_it(string method)
    {
        await using var host = await StartAsync();
        using var request = new HttpRequestMessage(new HttpMethod(method), "/api/runs/hex9_2p");

        using var answer = await host.Client.SendAsync(request);

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        using var problem = JsonDocument.Parse(await answer.Content.ReadAsStringAsync());
        Assert.Contains("hex9_2p", problem.RootElement.GetProperty("detail").GetString());
    }

    [Fact]
    public async Task Should_say_that_it_is_healthy_while_storage_answers()
    {
        await using var host = await StartAsync();

        using var answer = await host.Client.GetAsync("/api/health");

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
    }

    [Fact]
    public async Task When_an_event_is_broken_should_settle_it_and_list_it_as_a_dead_letter()
    {
        await using var host = await StartAsync();
        const string Broken = """{"specversion":"1.0","id":"broken-1","source":"/s","type":"ringrift.unheard_of","data":{}}""";
        using var request = new HttpRequestMessage(HttpMethod.Post, "/runtime/webhooks/eventgrid?functionName=CollectSelfplay")
        {
            Content = new StringContent(Broken, Encoding.UTF8, "application/cloudevents+json"),
        };
        request.Headers.Add("aeg-event-type", "Notification");

        using var delivered = await host.Client.SendAsync(request);
        var letters = await host.Client.GetFromJsonAsync<List<DeadLetter>>("/api/dead-letters", EventJson.Options);

        Assert.Equal(HttpStatusCode.Accepted, delivered.StatusCode);
        var letter = Assert.Single(letters!);
        Assert.Equal("CollectSelfplay", letter.Source);
        Assert.Contains("broken-1", letter.Body);
    }

    [Theory]
    [InlineData("0")]
    [InlineData("1001")]
    [InlineData("all")]
    public async Task When_too_many_dead_letters_are_asked_for_should_answer_400_with_the_range(string take)
    {
        await using var host = await StartAsync();

        using var answer = await host.Client.GetAsync($"/api/dead-letters?take={take}");

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Contains("1 to 1000", await answer.Content.ReadAsStringAsync());
    }

    private static Task<RunningHost> StartAsync() => RunningHost.StartAsync(new HostPlan
    {
        Functions = [typeof(CollectSelfplay), typeof(StartRun), typeof(ReadRun), typeof(ListDeadLetters), typeof(ReadHealth)],
        Configure = services => services
            .AddInMemoryPipeline()
            .AddPipeline(new ConfigurationBuilder().Build())
            .AddEventIntake(),
    });

    private static async Task<T> ReadAsync<T>(HttpResponseMessage answer) =>
        (await answer.Content.ReadFromJsonAsync<T>(EventJson.Options))!;
}
