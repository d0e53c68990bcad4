using System.Net;
using System.Net.Http.Json;
using System.Net.Sockets;
using System.Text;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using RingRift.Eventing.Aggregates;
using RingRift.Eventing.Delivery;
using RingRift.Eventing.Envelope;
using RingRift.Eventing.Events;
using RingRift.Eventing.Handling;
using RingRift.Eventing.Ingest;
using RingRift.Eventing.Json;
using RingRift.Eventing.Log;
using RingRift.Functions.Tests.Runtime;
using RingRift.InMemory;

namespace RingRift.Functions.Tests.Functions;

/// <summary>The event log behind real HTTP: what became of events, and chains by every id that an event from outside may have.</summary>
public sealed class EventLogTests
{
    private static readonly string[] Texts =
    [
        "t1", "a/b?c#d\\e", "a%2Fb", "100%", "%", "%%41", "a+b c", "a;b=c&d", "..", ".", "a/../b", "/../..", "//a//", "äö",
        "環 \U0001F3B2", "'\"<>&%2F..\\", "a|b", "~", "traces/x", new string('/', 400),
        new string('環', 400),
    ];

    public static TheoryData<string> Ids => [.. Texts];

    [Theory]
    [MemberData(nameof(Ids))]
    public async Task When_an_event_has_no_chain_of_its_own_should_find_it_by_source_and_id(string id)
    {
        await using var host = await HttpApi.StartAsync();
        var chain = await PostAsync(host, id, correlation: null);
        Assert.Equal($"/nodes/gpu-7|{id}", chain);
        await AssertFoundAsync(host, $"/api/traces/{Uri.EscapeDataString(chain)}");
        await AssertFoundAsync(host, $"/api/traces?correlation={Uri.EscapeDataString(chain)}");
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public async Task When_an_event_names_its_chain_should_find_it_by_that(string correlation)
    {
        await using var host = await HttpApi.StartAsync();
        await PostAsync(host, "e1", correlation);
        await AssertFoundAsync(host, $"/api/traces?correlation={Uri.EscapeDataString(correlation)}");

        // Dots alone are taken out of paths by clients and servers, encoded or not.
        if (correlation is not ("." or ".."))
        {
            await AssertFoundAsync(host, $"/api/traces/{Uri.EscapeDataString(correlation)}");
        }
    }

    [Theory]
    [InlineData("/api/traces//nodes/gpu-7|t1", "/nodes/gpu-7|t1")]
    [InlineData("/API/Traces/%2Fnodes%2Fgpu-7|t1?before=0", "/nodes/gpu-7|t1")]
    [InlineData("/api/tr%61ces/t1", "t1")]
    [InlineData("http://localhost/api/traces/a%2Fb", "a/b")]
    public async Task When_a_path_is_written_in_another_legal_way_should_find_it_too(string target, string chain)
    {
        await using var host = await HttpApi.StartAsync();
        await PostAsync(host, "e1", chain);
        Assert.StartsWith("HTTP/1.1 200", await GetRawAsync(host, target), StringComparison.Ordinal);
    }

    [Fact]
    public async Task When_a_host_before_the_worker_has_decoded_the_path_should_find_a_text_with_a_percent_sign_too()
    {
        // The platform's host decodes a%252Fb once, and sends a%2Fb on.
        await using var host = await HttpApi.StartAsync();
        await PostAsync(host, "e1", "a%2Fb");
        Assert.StartsWith("HTTP/1.1 200", await GetRawAsync(host, "/api/traces/a%2Fb"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task When_there_is_none_should_answer_404_naming_it_as_it_is_meant()
    {
        await using var host = await HttpApi.StartAsync();
        using var answer = await host.Client.GetAsync("/api/traces/%2Fnodes%2Fgpu-7%7Ct1");
        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        Assert.Contains("'/nodes/gpu-7|t1'", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task When_a_chain_is_asked_for_should_answer_its_trace_and_404_for_one_nobody_knows()
    {
        await using var host = await HttpApi.StartAsync();
        using var started = await host.Client.PostAsync("/api/runs/hex8_2p", content: null);

        using var known = await host.Client.GetAsync("/api/traces/hex8_2p-0001?after=1");
        using var unknown = await host.Client.GetAsync("/api/traces/hex8_2p-0099");

        Assert.Equal(HttpStatusCode.OK, known.StatusCode);
        var trace = (await known.Content.ReadFromJsonAsync<EventTrace>(EventJson.Options))!;
        Assert.Equal(
            host.Services.GetRequiredService<InMemoryEventBus>().Published
                .Where(one => one.CorrelationId is "hex8_2p-0001" or "hex8_2p-0002").Select(one => one.Id).Order(),
            trace.Nodes.Select(node => node.Id).Order());
        Assert.Equal(trace.Events, trace.Waiting);
        Assert.Equal(HttpStatusCode.NotFound, unknown.StatusCode);
        Assert.Contains("hex8_2p-0099", await unknown.Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task When_an_event_was_delivered_should_show_it_with_the_delivery()
    {
        await using var host = await HttpApi.StartAsync();
        var envelope = new EventFactory(TimeProvider.System, "/test").Create(
            new TrainingFailed { Config = "hex8_2p", Iteration = 7, JobId = "j", Attempt = 1, Reason = "r" }, new AggregateKey("a"), 1, 0,
            null);
        await host.Services.GetRequiredService<IEventPublisher>().PublishAsync([envelope], default);

        await host.Services.GetRequiredService<EventDispatcher>().HandleAsync("EndFailedTraining", envelope, default);
        await host.Services.GetRequiredService<DeliveryLogWriter>().FlushAsync(default);
        var events = await host.Client.GetFromJsonAsync<List<LoggedEvent>>(
            "/api/events?from=1h&type=TRAINING_FAILED&take=5", EventJson.Options);

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
        await using var host = await HttpApi.StartAsync();

        using var answer = await host.Client.GetAsync($"/api/{path}");

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        using var problem = JsonDocument.Parse(await answer.Content.ReadAsStringAsync());
        Assert.Contains(rule, problem.RootElement.GetProperty("detail").GetString());
    }

    private static async Task<string> PostAsync(RunningHost host, string id, string? correlation)
    {
        var sent = new Dictionary<string, object?>
        {
            ["specversion"] = "1.0",
            ["id"] = id,
            ["source"] = "/nodes/gpu-7",
            ["type"] = "HOST_OFFLINE",
            ["time"] = "2026-03-01T12:00:00Z",
            ["correlationid"] = correlation,
            ["data"] = new { node_id = "gpu-7" },
        };
        using var answer = await host.Client.PostAsJsonAsync("/api/events", sent);
        Assert.True(answer.StatusCode == HttpStatusCode.Accepted, await answer.Content.ReadAsStringAsync());
        return (await answer.Content.ReadFromJsonAsync<IngestReport>(EventJson.Options))!.Events[0].Id!;
    }

    private static async Task AssertFoundAsync(RunningHost host, string path)
    {
        using var answer = await host.Client.GetAsync(path);
        Assert.True(answer.StatusCode == HttpStatusCode.OK, $"{path}: {(int)answer.StatusCode} {await answer.Content.ReadAsStringAsync()}");
        Assert.Equal(1, (await answer.Content.ReadFromJsonAsync<EventTrace>(EventJson.Options))!.Events);
    }

    /// <summary>A request whose target no client has put in order; the answer to its end.</summary>
    private static async Task<string> GetRawAsync(RunningHost host, string target)
    {
        using var client = new TcpClient();
        await client.ConnectAsync(host.Client.BaseAddress!.Host, host.Client.BaseAddress.Port);
        await using var stream = client.GetStream();
        await stream.WriteAsync(Encoding.ASCII.GetBytes($"GET {target} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"));
        using var reader = new StreamReader(stream);
        return await reader.ReadToEndAsync();
    }
}
