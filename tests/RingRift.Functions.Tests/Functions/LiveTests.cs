using System.Net;
using System.Net.ServerSentEvents;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using RingRift.Eventing.Aggregates;
using RingRift.Eventing.Envelope;
using RingRift.Eventing.Events;
using RingRift.Eventing.Handling;
using RingRift.Eventing.Json;
using RingRift.Eventing.Live;
using RingRift.Eventing.Log;
using RingRift.Eventing.Routing;
using RingRift.Functions.Tests.Runtime;

namespace RingRift.Functions.Tests.Functions;

/// <summary>The live feed behind real HTTP: what is told, and how a reader that was cut off goes on.</summary>
public sealed class LiveTests
{
    private static readonly Dictionary<string, string?> Eager = new()
    {
        ["Live:ShortestPause"] = "00:00:00.05",
        ["Live:LongestPause"] = "00:00:00.05",
    };

    [Fact]
    public async Task When_an_event_is_published_here_should_tell_it_before_the_next_look_into_the_log()
    {
        await using var host = await HttpApi.StartAsync(settings: new() { ["Live:ShortestPause"] = "00:00:10" });
        await using var reader = await Reader.OpenAsync(host);
        await reader.UntilAsync(item => item.EventType == "beat" && item.EventId is not null);

        var sent = await PublishHereAsync(host, 1);

        var told = await reader.NextEventAsync();
        Assert.Equal((sent.Id, "TRAINING_FAILED", "hex8_2p"), (told.Id, told.Type, told.Config));
        Assert.Contains("reason=lost 1", told.Summary, StringComparison.Ordinal);
        Assert.Equal(TraceState.Waiting, told.State);
    }

    [Fact]
    public async Task When_another_process_published_should_find_it_in_the_log()
    {
        await using var host = await HttpApi.StartAsync(settings: Eager);
        await using var reader = await Reader.OpenAsync(host);
        await reader.UntilAsync(item => item.EventType == "beat" && item.EventId is not null);

        var sent = await LogAsync(host, 1);

        Assert.Equal(sent.Id, (await reader.NextEventAsync()).Id);
    }

    [Fact]
    public async Task When_a_reader_was_cut_off_should_tell_it_first_what_it_missed()
    {
        await using var host = await HttpApi.StartAsync(settings: Eager);
        string position;
        await using (var reader = await Reader.OpenAsync(host))
        {
            position = (await reader.UntilAsync(item => item.EventType == "beat" && item.EventId is not null)).EventId!;
        }

        EventEnvelope[] missed = [await LogAsync(host, 1), await LogAsync(host, 2)];
        await using var again = await Reader.OpenAsync(host, position);

        Assert.Equal(missed.Select(one => one.Id), [(await again.NextEventAsync()).Id, (await again.NextEventAsync()).Id]);
    }

    [Fact]
    public async Task When_a_reader_begins_should_tell_as_many_of_the_newest_events_as_it_asks_for()
    {
        await using var host = await HttpApi.StartAsync(settings: Eager);
        await LogAsync(host, 1);
        EventEnvelope[] newest = [await LogAsync(host, 2), await LogAsync(host, 3)];
        await using var reader = await Reader.OpenAsync(host, query: "?take=2");

        Assert.Equal(newest.Select(one => one.Id), [(await reader.NextEventAsync()).Id, (await reader.NextEventAsync()).Id]);
    }

    [Fact]
    public async Task When_asked_once_should_tell_what_is_there_and_end_even_while_too_many_watch()
    {
        await using var host = await HttpApi.StartAsync(settings: new(Eager) { ["Live:MaxStreams"] = "1" });
        await using var watching = await Reader.OpenAsync(host);
        await watching.UntilAsync(_ => true);
        var sent = await LogAsync(host, 1);

        await using var reader = await Reader.OpenAsync(host, query: "?once=true");
        Assert.Equal(sent.Id, (await reader.NextEventAsync()).Id);
        var position = (await reader.UntilAsync(item => item.EventType == "end")).EventId;
        var missed = await LogAsync(host, 2);
        await using var again = await Reader.OpenAsync(host, position, "?once=true");
        await again.UntilAsync(item => item.Data.Contains(missed.Id, StringComparison.Ordinal));
    }

    [Fact]
    public async Task When_its_time_is_over_should_say_so_and_end()
    {
        await using var host = await HttpApi.StartAsync(settings: new(Eager) { ["Live:StreamTime"] = "00:00:01" });
        await using var reader = await Reader.OpenAsync(host);

        await reader.UntilAsync(item => item.EventType == "end");
        await Assert.ThrowsAsync<EndOfStreamException>(() => reader.UntilAsync(_ => true));
    }

    [Fact]
    public async Task When_too_many_watch_should_answer_503_and_serve_again_once_one_has_gone()
    {
        await using var host = await HttpApi.StartAsync(settings: new(Eager) { ["Live:MaxStreams"] = "1" });
        await using (var reader = await Reader.OpenAsync(host))
        {
            await reader.UntilAsync(_ => true);
            using var refused = await host.Client.GetAsync("/api/live");
            Assert.Equal(HttpStatusCode.ServiceUnavailable, refused.StatusCode);
            Assert.NotNull(refused.Headers.RetryAfter);
        }

        var feed = host.Services.GetRequiredService<LiveFeed>();
        Assert.True(SpinWait.SpinUntil(() => feed.Streams == 0, TimeSpan.FromSeconds(10)));
        await using var next = await Reader.OpenAsync(host);
        await next.UntilAsync(_ => true);
    }

    [Fact]
    public async Task When_the_host_stops_should_end_the_streams_and_not_wait_for_their_readers()
    {
        await using var host = await HttpApi.StartAsync(settings: Eager);
        await using var reader = await Reader.OpenAsync(host);
        await reader.UntilAsync(_ => true);

        var stopping = host.StopAsync();

        await reader.UntilAsync(item => item.EventType == "end");
        await stopping.WaitAsync(TimeSpan.FromSeconds(10));
    }

    [Theory]
    [InlineData("?take=5001", null, "take is '5001'; it is a whole number from 0 to 5000")]
    [InlineData("?once=maybe", null, "once is 'maybe'; it is true or false")]
    [InlineData("?take=-1", null, "take is '-1'; it is a whole number from 0 to 5000")]
    [InlineData("", "yesterday", "Last-Event-ID 'yesterday': must be the id of a message of this stream")]
    [InlineData("", "9223372036854775807", "Last-Event-ID '9223372036854775807': must be the id of a message of this stream")]
    public async Task When_asked_for_nonsense_should_answer_400_naming_value_and_rule(string query, string? position, string rule)
    {
        await using var host = await HttpApi.StartAsync();
        using var request = new HttpRequestMessage(HttpMethod.Get, "/api/live" + query);
        request.Headers.TryAddWithoutValidation("Last-Event-ID", position);

        using var answer = await host.Client.SendAsync(request);

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Contains(rule, await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    private static EventEnvelope Event(int iteration) => new EventFactory(TimeProvider.System, "/test").Create(
        new TrainingFailed { Config = "hex8_2p", Iteration = iteration, JobId = "j", Attempt = 1, Reason = $"lost {iteration}" },
        new AggregateKey("a"), iteration, 0, null);

    private static async Task<EventEnvelope> PublishHereAsync(RunningHost host, int iteration)
    {
        var envelope = Event(iteration);
        await host.Services.GetRequiredService<EventRouter>().PublishAsync([envelope], default);
        return envelope;
    }

    /// <summary>Writes to the log alone, as another process would.</summary>
    private static async Task<EventEnvelope> LogAsync(RunningHost host, int iteration)
    {
        var envelope = Event(iteration);
        await host.Services.GetRequiredService<IEventLog>().AppendPublishedAsync([envelope], default);
        return envelope;
    }

    private sealed class Reader(HttpResponseMessage answer, IAsyncEnumerator<SseItem<string>> items) : IAsyncDisposable
    {
        public static async Task<Reader> OpenAsync(RunningHost host, string? position = null, string query = "")
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, "/api/live" + query);
            request.Headers.TryAddWithoutValidation("Last-Event-ID", position);
            var answer = await host.Client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
            Assert.Equal("text/event-stream", answer.Content.Headers.ContentType?.MediaType);
            return new Reader(answer, SseParser.Create(await answer.Content.ReadAsStreamAsync()).EnumerateAsync().GetAsyncEnumerator());
        }

        public async Task<SseItem<string>> UntilAsync(Func<SseItem<string>, bool> wanted)
        {
            while (await items.MoveNextAsync().AsTask().WaitAsync(TimeSpan.FromSeconds(30)))
            {
                if (wanted(items.Current))
                {
                    return items.Current;
                }
            }

            throw new EndOfStreamException();
        }

        public async Task<LiveEvent> NextEventAsync() =>
            JsonSerializer.Deserialize<LiveEvent>((await UntilAsync(item => item.EventType == "event")).Data, EventJson.Options)!;

        public async ValueTask DisposeAsync()
        {
            // The connection first: reading it ends with it.
            answer.Dispose();
            await items.DisposeAsync();
        }
    }
}
