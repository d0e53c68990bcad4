using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using RingRift.Eventing.Aggregates;
using RingRift.Eventing.DeadLetters;
using RingRift.Eventing.Delivery;
using RingRift.Eventing.Envelope;
using RingRift.Eventing.Events;
using RingRift.Eventing.Handling;
using RingRift.Eventing.Json;
using RingRift.Eventing.Log;
using RingRift.Functions.DeadLetters;
using RingRift.Functions.EventLog;
using RingRift.Functions.Handling;
using RingRift.Functions.Health;
using RingRift.Functions.Runs;
using RingRift.Functions.SelfPlay;
using RingRift.Functions.Tests.Runtime;
using RingRift.InMemory;
using RingRift.Pipeline;
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
    public async Task When_the_settings_do_not_fit_the_config_should_say_400_with_setting_value_and_bound()
    {
        await using var host = await StartAsync(new() { ["Pipeline:MatchSimulations"] = "8000" });

        using var large = await host.Client.PostAsync("/api/runs/hexagonal_4p", content: null);
        using var small = await host.Client.PostAsync("/api/runs/hex8_2p", content: null);

        Assert.Equal((HttpStatusCode.BadRequest, HttpStatusCode.Accepted), (large.StatusCode, small.StatusCode));
        using var problem = JsonDocument.Parse(await large.Content.ReadAsStringAsync());
        Assert.Contains("Pipeline:MatchSimulations: 8000 visits", problem.RootElement.GetProperty("detail").GetString());
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
        var list = await host.Client.GetFromJsonAsync<LetterList>("/api/dead-letters", EventJson.Options);

        Assert.Equal(HttpStatusCode.Accepted, delivered.StatusCode);
        var letter = Assert.Single(list!.Letters);
        Assert.Equal(("CollectSelfplay", "broken-1", DeadLetterStatus.Open), (letter.Consumer, letter.EventId, letter.Status));
        Assert.Contains("broken-1", await host.Client.GetStringAsync($"/api/dead-letters/{letter.Id}"));
    }

    [Fact]
    public async Task When_a_chain_is_asked_for_should_answer_its_trace_and_404_for_one_nobody_knows()
    {
        await using var host = await StartAsync();
        using var started = await host.Client.PostAsync("/api/runs/hex8_2p", content: null);

        using var known = await host.Client.GetAsync("/api/traces/hex8_2p-0001?after=1");
        using var unknown = await host.Client.GetAsync("/api/traces/hex8_2p-0099");

        Assert.Equal(HttpStatusCode.OK, known.StatusCode);
        var trace = await ReadAsync<EventTrace>(known);
        Assert.Equal(host.Services.GetRequiredService<InMemoryEventBus>().Published.Select(one => one.Id).Order(), trace.Nodes.Select(node => node.Id).Order());
        Assert.Equal(trace.Events, trace.Waiting);
        Assert.Equal(HttpStatusCode.NotFound, unknown.StatusCode);
        Assert.Contains("hex8_2p-0099", await unknown.Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task When_an_event_was_delivered_should_show_it_with_the_delivery()
    {
        await using var host = await StartAsync();
        var envelope = new EventFactory(TimeProvider.System, "/test").Create(
            new TrainingFailed { Config = "hex8_2p", Iteration = 7, JobId = "j", Attempt = 1, Reason = "r" }, new AggregateKey("a"), 1, 0, null);
        await host.Services.GetRequiredService<IEventPublisher>().PublishAsync([envelope], default);

        await host.Services.GetRequiredService<EventDispatcher>().HandleAsync("EndFailedTraining", envelope, default);
        await host.Services.GetRequiredService<DeliveryLogWriter>().FlushAsync(default);
        var events = await host.Client.GetFromJsonAsync<List<LoggedEvent>>("/api/events?from=1h&type=TRAINING_FAILED&take=5", EventJson.Options);

        var logged = Assert.Single(events!);
        Assert.Equal(envelope.Id, logged.Event.Id);
        var handling = Assert.Single(logged.Handlings);
        Assert.Equal(("EndFailedTraining", HandlingOutcome.Retry), (handling.Consumer, handling.Outcome));
        Assert.Contains("does not exist yet", handling.Reason);
    }

    [Theory]
    [InlineData("events?take=0", "take is '0'; it is a whole number from 1 to 1000")]
    [InlineData("events?from=soon", "from is 'soon'; it is a time such as")]
    [InlineData("events?to=soon", "to is 'soon'; it is a time such as")]
    [InlineData("events?from=1h&to=2h", "from lies before to")]
    [InlineData("events?type=NO_EVENT", "type is 'NO_EVENT'; it is the name of an event")]
    [InlineData("events?failed=maybe", "failed is 'maybe'; it is true or false")]
    [InlineData("traces/hex8_2p-0001?before=-1", "before is '-1'; it is a whole number from 0 to 1000")]
    [InlineData("traces/hex8_2p-0001?after=1001", "after is '1001'; it is a whole number from 0 to 1000")]
    public async Task When_the_log_is_asked_for_nonsense_should_answer_400_naming_value_and_rule(string path, string rule)
    {
        await using var host = await StartAsync();

        using var answer = await host.Client.GetAsync($"/api/{path}");

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        using var problem = JsonDocument.Parse(await answer.Content.ReadAsStringAsync());
        Assert.Contains(rule, problem.RootElement.GetProperty("detail").GetString());
    }

    private static Task<RunningHost> StartAsync(Dictionary<string, string?>? settings = null) => RunningHost.StartAsync(new HostPlan
    {
        Functions =
        [
            typeof(CollectSelfplay), typeof(StartRun), typeof(ReadRun), typeof(ListDeadLetters), typeof(ReadDeadLetter), typeof(ReadHealth), typeof(ReadTrace),
            typeof(ListEvents),
        ],
        Configure = services => services
            .AddInMemoryPipeline()
            .AddPipeline(new ConfigurationBuilder().AddInMemoryCollection(settings).Build())
            .AddEventIntake(),
    });

    private static async Task<T> ReadAsync<T>(HttpResponseMessage answer) =>
        (await answer.Content.ReadFromJsonAsync<T>(EventJson.Options))!;
}
