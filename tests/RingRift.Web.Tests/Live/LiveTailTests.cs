using System.Buffers;
using System.IO.Pipelines;
using System.Net;
using System.Text;
using Microsoft.Extensions.Time.Testing;
using RingRift.Web.Api;
using RingRift.Web.Live;

namespace RingRift.Web.Tests.Live;

/// <summary>How a page follows events: by a stream, after a break, and without one.</summary>
public sealed class LiveTailTests : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);
    private readonly FakeTimeProvider _clock = new();
    private readonly Functions _functions = new();
    private readonly HttpClient _http;
    private readonly LiveTail _tail;

    public LiveTailTests()
    {
        _http = new HttpClient(_functions) { BaseAddress = new Uri("http://127.0.0.1/") };
        _tail = new LiveTail(new RunApi(_http), _clock);
    }

    public void Dispose() => _http.Dispose();

    [Fact]
    public void When_a_stream_ends_should_go_on_after_its_last_message()
    {
        _functions.Answers.Enqueue(() => Text(Message("a", 5) + "event: end\ndata:\n\n"));
        _functions.Answers.Enqueue(() => Text(Message("a", 6) + Message("b", 7), stays: true));
        using var watch = _tail.Watch(_ => { });
        Until(() => _tail.Lines.All.Count == 2);
        Assert.Equal(["/api/live ", "/api/live 5"], _functions.Asked);
        Until(() => _tail.Connection == LiveConnection.Streaming);
    }

    [Fact]
    public void When_no_stream_is_to_be_had_should_ask_instead()
    {
        _functions.Answers.Enqueue(() => new HttpResponseMessage(HttpStatusCode.ServiceUnavailable));
        _functions.Answers.Enqueue(() => Text(Message("a", 5) + "event: end\nid: 6\ndata:\n\n"));
        using var watch = _tail.Watch(_ => { });
        Until(() => _tail.Connection == LiveConnection.Asking);
        Assert.Single(_tail.Lines.All);
        _functions.Answers.Enqueue(() => Text(Message("b", 8) + "event: end\ndata:\n\n"));
        Until(() => _tail.Lines.All.Count == 2, advance: true);
        Assert.Equal(["/api/live ", "/api/live?once=true ", "/api/live?once=true 6"], _functions.Asked.Take(3));
    }

    [Fact]
    public void When_nobody_answers_should_say_that_the_connection_is_lost_and_come_back()
    {
        var changes = 0;
        using var watch = _tail.Watch(told => changes += told is null ? 1 : 0);
        Until(() => _tail.Connection == LiveConnection.Lost);
        _functions.Answers.Enqueue(() => Text(Message("a", 5), stays: true));
        Until(() => _tail.Connection == LiveConnection.Streaming, advance: true);
        Assert.Equal(2, changes);
    }

    [Fact]
    public void When_a_stream_falls_silent_should_open_another()
    {
        _functions.Answers.Enqueue(() => Text(Message("a", 5), stays: true));
        using var watch = _tail.Watch(_ => { });
        Until(() => _tail.Connection == LiveConnection.Streaming);
        _clock.Advance(LiveTail.Patience);
        Until(() => _functions.Asked.Count > 1);
        Assert.Equal("/api/live?once=true 5", _functions.Asked[1]);
    }

    [Fact]
    public void When_more_was_missed_than_is_told_should_say_so()
    {
        _functions.Answers.Enqueue(() => Text("event: gap\nid: 5\ndata:\n\n", stays: true));
        using var watch = _tail.Watch(_ => { });
        Until(() => _tail.HasGap);
    }

    private static string Message(string id, int position) =>
        $$$"""
        event: event
        id: {{{position}}}
        data: {"id":"{{{id}}}","type":"MODEL_PROMOTED","subject":"hex8_2p/0001","correlationId":"c","time":"2026-03-01T12:00:00Z","state":"waiting","summary":""}


        """;

    private static HttpResponseMessage Text(string text, bool stays = false)
    {
        var pipe = new Pipe();
        pipe.Writer.Write(Encoding.UTF8.GetBytes(text));
        pipe.Writer.FlushAsync().AsTask().GetAwaiter().GetResult();
        if (!stays)
        {
            pipe.Writer.Complete();
        }

        return new HttpResponseMessage(HttpStatusCode.OK) { Content = new StreamContent(pipe.Reader.AsStream()) };
    }

    private void Until(Func<bool> condition, bool advance = false) => Assert.True(SpinWait.SpinUntil(
        () =>
        {
            if (advance)
            {
                _clock.Advance(LiveTail.BetweenQuestions);
            }

            return condition();
        }, Patience));

    private sealed class Functions : HttpMessageHandler
    {
        private readonly Lock _lock = new();
        private readonly List<string> _asked = [];

        public System.Collections.Concurrent.ConcurrentQueue<Func<HttpResponseMessage>> Answers { get; } = new();

        public IReadOnlyList<string> Asked
        {
            get
            {
                lock (_lock)
                {
                    return [.. _asked];
                }
            }
        }

        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            var path = request.RequestUri!.PathAndQuery;
            if (path == "/site.json")
            {
                return Task.FromResult(new HttpResponseMessage { Content = new StringContent("""{"api":"api/"}""") });
            }

            lock (_lock)
            {
                _asked.Add($"{path} {(request.Headers.TryGetValues("Last-Event-ID", out var ids) ? ids.Single() : string.Empty)}");
            }

            return Answers.TryDequeue(out var answer)
                ? Task.FromResult(answer())
                : Task.FromException<HttpResponseMessage>(new HttpRequestException("connection refused"));
        }
    }
}
