using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using RingRift.Eventing.DeadLetters;
using RingRift.Eventing.Envelope;
using RingRift.Eventing.Events;
using RingRift.Eventing.Json;
using RingRift.Eventing.Log;
using RingRift.Functions.Tests.Runtime;
using RingRift.InMemory;

namespace RingRift.Functions.Tests.Functions;

/// <summary>The functions about dead letters and replays behind real HTTP, on the adapters in memory.</summary>
public sealed class DeadLettersTests
{
    private static readonly DateTimeOffset Noon = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public async Task Should_list_page_by_page_with_filters_and_without_bodies()
    {
        await using var host = await HttpApi.StartAsync();
        await AddAsync(host, "PlanTraining", "a", "b", "c");
        await AddAsync(host, "ExportSamples", "d");

        var first = await host.Client.GetFromJsonAsync<LetterList>(
            "/api/dead-letters?take=2&consumer=PlanTraining&status=open", EventJson.Options);
        var second = await host.Client.GetFromJsonAsync<LetterList>(
            $"/api/dead-letters?take=2&consumer=PlanTraining&continuation={first!.Continuation}", EventJson.Options);

        Assert.Equal(["c", "b", "a"], first.Letters.Concat(second!.Letters).Select(letter => letter.EventId!));
        Assert.Null(second.Continuation);
        Assert.DoesNotContain("\"body\"", await host.Client.GetStringAsync("/api/dead-letters"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task When_an_event_is_broken_should_settle_it_and_list_it_as_a_dead_letter()
    {
        await using var host = await HttpApi.StartAsync();
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

    [Theory]
    [InlineData("from=30d", 2)]
    [InlineData("from=3650d&to=1d", 2)]
    [InlineData("from=1h", 0)]
    [InlineData("from=2026-03-01T12:01:00Z", 1)]
    public async Task When_a_time_is_asked_for_should_take_it_as_the_event_log_does(string query, int found)
    {
        await using var host = await HttpApi.StartAsync(
            services => services.AddSingleton<TimeProvider>(new FakeTimeProvider(Noon.AddDays(2))));
        await AddAsync(host, "PlanTraining", "a", "b");
        Assert.Equal(
            found, (await host.Client.GetFromJsonAsync<LetterList>($"/api/dead-letters?{query}", EventJson.Options))!.Letters.Count);
    }

    [Theory]
    [InlineData("status=closed", "'closed'")]
    [InlineData("status=1", "'1'")]
    [InlineData("config=hex9_2p", "'hex9_2p'")]
    [InlineData("from=yesterday", "'yesterday'")]
    [InlineData("continuation=next", "'next'")]
    [InlineData("take=0", "1 to 1000")]
    public async Task When_a_filter_breaks_its_rule_should_answer_400_naming_it(string query, string named)
    {
        await using var host = await HttpApi.StartAsync();
        await AssertBadAsync(await host.Client.GetAsync($"/api/dead-letters?{query}"), named);
    }

    [Theory]
    [InlineData("no json", "body")]
    [InlineData("null", "object")]
    [InlineData("{}", "exactly one of ids, filter and all")]
    [InlineData("""{"all":true,"ids":["a"],"reason":"r"}""", "exactly one of ids, filter and all")]
    [InlineData("""{"ids":[],"reason":"r"}""", "at least one")]
    [InlineData("""{"ids":["a"],"reason":"r"}""", "'a'")]
    [InlineData("""{"all":true}""", "reason")]
    [InlineData("""{"filter":{"kind":"x"},"reason":"r"}""", "kind")]
    public async Task When_a_command_breaks_its_rule_should_answer_400_naming_it_and_do_nothing(string body, string named)
    {
        await using var host = await HttpApi.StartAsync();
        await AddAsync(host, "PlanTraining", "a");
        foreach (var operation in new[] { "redrive", "discard" })
        {
            using var content = new StringContent(body, Encoding.UTF8, "application/json");
            await AssertBadAsync(await host.Client.PostAsync($"/api/dead-letters/{operation}", content), named);
        }

        Assert.Single((await host.Client.GetFromJsonAsync<LetterList>("/api/dead-letters?status=open", EventJson.Options))!.Letters);
    }

    [Fact]
    public async Task Should_redrive_and_discard_what_is_selected_and_count_it()
    {
        await using var host = await HttpApi.StartAsync();
        await AddAsync(host, "PlanTraining", "a", "b");
        await AddAsync(host, "ExportSamples", "c");

        using var dry = await host.Client.PostAsJsonAsync(
            "/api/dead-letters/redrive", new { all = true, reason = "mended", dryRun = true });
        using var redriven = await host.Client.PostAsJsonAsync(
            "/api/dead-letters/redrive", new { filter = new { consumer = "PlanTraining", text = "BROKEN" }, reason = "mended" });
        using var discarded = await host.Client.PostAsJsonAsync(
            "/api/dead-letters/discard", new { ids = new[] { DeadLetterId.Of("ExportSamples", "c") }, reason = "old" });

        Assert.Equal(["planned", "planned", "planned"], await OutcomesAsync(dry));
        Assert.Equal(["redriven", "redriven"], await OutcomesAsync(redriven));
        Assert.Equal(["discarded"], await OutcomesAsync(discarded));
        Assert.Equal(2, host.Services.GetRequiredService<InMemoryRedeliveryQueue>().TakeAll().Count);
        using var health = JsonDocument.Parse(await host.Client.GetStringAsync("/api/health"));
        Assert.Equal(
            ["ExportSamples discarded 1", "PlanTraining redriven 2"],
            health.RootElement.GetProperty("deadLetters").EnumerateArray()
                .Select(count => $"{count.GetProperty("consumer")} {count.GetProperty("status")} {count.GetProperty("letters")}"));
    }

    [Fact]
    public async Task When_there_is_no_such_letter_should_answer_404()
    {
        await using var host = await HttpApi.StartAsync();
        using var answer = await host.Client.GetAsync("/api/dead-letters/none");
        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
    }

    [Fact]
    public async Task Should_replay_a_chain_into_one_consumer_and_say_what_was_sent()
    {
        await using var host = await HttpApi.StartAsync();
        await host.Services.GetRequiredService<IEventLog>().AppendPublishedAsync(
            [Event("a"), Event("b") with { CorrelationId = "another" }], default);

        using var dry = await host.Client.PostAsJsonAsync(
            "/api/replays", new { consumer = "PlanTraining", correlation = "hex8_2p-0001", dryRun = true });
        var queue = host.Services.GetRequiredService<InMemoryRedeliveryQueue>();
        Assert.Equal(HttpStatusCode.OK, dry.StatusCode);
        Assert.Empty(queue.TakeAll());
        using var sent = await host.Client.PostAsJsonAsync("/api/replays", new { consumer = "PlanTraining", correlation = "hex8_2p-0001" });

        using var report = JsonDocument.Parse(await sent.Content.ReadAsStringAsync());
        Assert.Equal("a", Assert.Single(report.RootElement.GetProperty("events").EnumerateArray()).GetProperty("eventId").GetString());
        Assert.Equal(report.RootElement.GetProperty("replayId").GetString(), Assert.Single(queue.TakeAll()).ReplayId);
    }

    [Theory]
    [InlineData("""{"consumer":"Nobody","correlation":"c"}""", "'Nobody'")]
    [InlineData("""{"correlation":"c"}""", "consumer")]
    [InlineData("""{"consumer":"PlanTraining"}""", "correlation, or from and to")]
    [InlineData("""{"consumer":"PlanTraining","from":"2026-03-02","to":"2026-03-01"}""", "before")]
    [InlineData("""{"consumer":"PlanTraining","from":"monday","to":"2026-03-01"}""", "'monday'")]
    public async Task When_a_replay_breaks_its_rule_should_answer_400_naming_it(string body, string named)
    {
        await using var host = await HttpApi.StartAsync();
        using var content = new StringContent(body, Encoding.UTF8, "application/json");
        await AssertBadAsync(await host.Client.PostAsync("/api/replays", content), named);
    }

    private static async Task AddAsync(RunningHost host, string consumer, params string[] ids)
    {
        foreach (var (id, index) in ids.Select((id, index) => (id, index)))
        {
            await host.Services.GetRequiredService<IDeadLetterStore>()
                .AddAsync(DeadLetter.Of(Event(id), DeadLetterOrigin.Handler, consumer, "broken", Noon.AddMinutes(index)), default);
        }
    }

    private static EventEnvelope Event(string id) => new()
    {
        Id = id,
        Source = "/ringrift/test",
        Time = Noon,
        Type = DataEventType.NpzExportComplete,
        SchemaVersion = 1,
        CorrelationId = "hex8_2p-0001",
        CausationId = id,
        Subject = "hex8_2p/0001",
        Data = JsonSerializer.SerializeToElement(new { any = "thing" }),
    };

    private static async Task<List<string?>> OutcomesAsync(HttpResponseMessage answer)
    {
        using var report = JsonDocument.Parse(await answer.Content.ReadAsStringAsync());
        return [.. report.RootElement.GetProperty("changes").EnumerateArray().Select(change => change.GetProperty("outcome").GetString())];
    }

    private static async Task AssertBadAsync(HttpResponseMessage answer, string named)
    {
        using (answer)
        {
            Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
            using var problem = JsonDocument.Parse(await answer.Content.ReadAsStringAsync());
            Assert.Contains(named, problem.RootElement.GetProperty("detail").GetString(), StringComparison.Ordinal);
        }
    }
}
