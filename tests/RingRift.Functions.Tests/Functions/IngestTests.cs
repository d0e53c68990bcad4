using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using RingRift.Eventing.Ingest;
using RingRift.Eventing.Json;
using RingRift.Functions.Tests.Runtime;
using RingRift.InMemory;

namespace RingRift.Functions.Tests.Functions;

/// <summary>Events from outside behind real HTTP, on the adapters in memory.</summary>
public sealed class IngestTests
{
    private const string Good =
        """{"specversion":"1.0","id":"e1","source":"/nodes/gpu-7","type":"ringrift.host_offline","time":"2026-03-01T12:00:00Z","data":{"node_id":"gpu-7"}}""";
    private const string Bad = """{"event_type":"host_offline","payload":{"node_id":7},"source":"gpu-7","timestamp":1735689600}""";

    [Theory]
    [InlineData("application/cloudevents+json", Good)]
    [InlineData("application/json", """{"event_type":"sync_completed","payload":{},"source":"gpu-7","timestamp":1735689600}""")]
    public async Task When_one_event_is_posted_should_answer_202_or_400_by_its_contract(string contentType, string body)
    {
        await using var host = await HttpApi.StartAsync();

        using var answer = await PostAsync(host, body, contentType);

        var report = (await answer.Content.ReadFromJsonAsync<IngestReport>(EventJson.Options))!;
        Assert.Equal(body == Good ? HttpStatusCode.Accepted : HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Equal(body == Good ? 1 : 0, report.Accepted);
        Assert.Equal(report.Accepted, host.Services.GetRequiredService<InMemoryEventBus>().Published.Count);
    }

    [Fact]
    public async Task When_some_of_a_list_are_wrong_should_answer_202_and_say_about_each_what_became_of_it()
    {
        await using var host = await HttpApi.StartAsync();

        using var answer = await PostAsync(host, $"[{Bad},{Good}]");

        Assert.Equal(HttpStatusCode.Accepted, answer.StatusCode);
        var report = (await answer.Content.ReadFromJsonAsync<IngestReport>(EventJson.Options))!;
        Assert.Equal((1, 1), (report.Accepted, report.Refused));
        Assert.Equal(("data.node_id", "7", IngestStatus.Refused), (report.Events[0].Path, report.Events[0].Value, report.Events[0].Status));
        Assert.Equal(("/nodes/gpu-7|e1", "HOST_OFFLINE"), (report.Events[1].Id, report.Events[1].Type));
        Assert.Equal("/nodes/gpu-7", Assert.Single(host.Services.GetRequiredService<InMemoryEventBus>().Published).Source);
    }

    [Fact]
    public async Task When_the_same_is_posted_under_another_id_should_answer_202_repeated_and_publish_once()
    {
        const string first = """{"type":"task_completed","id":"1","payload":{"task_id":"t"},"source":"gpu-7","timestamp":1735689600}""";
        await using var host = await HttpApi.StartAsync();
        using var accepted = await PostAsync(host, first);

        using var answer = await PostAsync(host, first.Replace("\"1\"", "\"2\"", StringComparison.Ordinal));

        Assert.Equal(HttpStatusCode.Accepted, answer.StatusCode);
        Assert.Equal(
            """{"accepted":1,"refused":0,"events":[{"index":0,"status":"repeated","id":"gpu-7|1","type":"TASK_COMPLETED"}]}""",
            await answer.Content.ReadAsStringAsync());
        Assert.Equal("gpu-7|1", Assert.Single(host.Services.GetRequiredService<InMemoryEventBus>().Published).Id);
    }

    [Theory]
    [InlineData("2026-03-01T12:00:00Z", "2026-03-01t12:00:00.5z")]
    [InlineData("2026-03-01T12:00:00Z", "2016-12-31T23:59:60Z")]
    [InlineData("\"data\"", "\"datacontenttype\":\"application/vnd.ringrift+json\",\"data\"")]
    public async Task When_a_legal_form_is_posted_should_answer_202(string part, string by)
    {
        await using var host = await HttpApi.StartAsync();
        using var answer = await PostAsync(host, Good.Replace(part, by, StringComparison.Ordinal), "application/cloudevents+json");
        Assert.True(answer.StatusCode == HttpStatusCode.Accepted, await answer.Content.ReadAsStringAsync());
    }

    [Theory]
    [InlineData("not json", HttpStatusCode.BadRequest, "must be JSON")]
    [InlineData("[]", HttpStatusCode.BadRequest, "at least one event")]
    [InlineData(null, HttpStatusCode.RequestEntityTooLarge, "at most 1048576 bytes")]
    public async Task When_the_body_holds_no_events_should_say_why(string? body, HttpStatusCode status, string rule)
    {
        await using var host = await HttpApi.StartAsync();

        using var answer = await PostAsync(host, body ?? new string(' ', IngestLimits.MostBodyBytes + 100));

        Assert.Equal(status, answer.StatusCode);
        using var problem = JsonDocument.Parse(await answer.Content.ReadAsStringAsync());
        Assert.Contains(rule, problem.RootElement.GetProperty("detail").GetString());
        Assert.Empty(host.Services.GetRequiredService<InMemoryEventBus>().Published);
    }

    private static async Task<HttpResponseMessage> PostAsync(RunningHost host, string body, string contentType = "application/json")
    {
        using var content = new StringContent(body, Encoding.UTF8, contentType);
        return await host.Client.PostAsync("/api/events", content);
    }
}
