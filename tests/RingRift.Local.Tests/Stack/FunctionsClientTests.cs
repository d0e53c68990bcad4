using System.Net;
using System.Net.Http.Json;
using Microsoft.Extensions.Time.Testing;
using RingRift.Eventing.Json;
using RingRift.Local.Arguments;
using RingRift.Local.Stack;
using RingRift.Pipeline.Runs;

namespace RingRift.Local.Tests.Stack;

public sealed class FunctionsClientTests
{
    private readonly FakeTimeProvider _time = new();
    private readonly Transport _transport = new();
    private readonly FunctionsClient _client;

    public FunctionsClientTests() => _client = new FunctionsClient(new Uri("http://functions.test/"), _time, _transport);

    [Fact]
    public async Task When_the_functions_fail_and_recover_should_start_the_run()
    {
        _transport.Answers.Enqueue(_ => throw new HttpRequestException("refused"));
        _transport.Answers.Enqueue(_ => Answer(HttpStatusCode.ServiceUnavailable));
        _transport.Answers.Enqueue(
            _ => Answer(HttpStatusCode.Accepted, new RunStarted("hex8_2p", true, 1, "shards")));

        var started = await AdvancingAsync(_client.StartRunAsync("hex8_2p", CancellationToken.None), FunctionsClient.BetweenStarts);

        Assert.True(started.Started);
        Assert.Empty(_transport.Answers);
    }

    [Fact]
    public async Task When_the_functions_never_answer_should_say_how_long_was_waited_and_where()
    {
        _transport.Otherwise = SilenceAsync;

        var error = await Assert.ThrowsAsync<CommandException>(
            () => AdvancingAsync(_client.StartRunAsync("hex8_2p", CancellationToken.None), FunctionsClient.AnswerTimeout));

        Assert.Contains("hex8_2p could not be started in 5 attempts", error.Message, StringComparison.Ordinal);
        Assert.Contains(
            "http://functions.test/api/runs/hex8_2p: the functions did not answer within 30 seconds", error.Message,
            StringComparison.Ordinal);
        Assert.Equal(5, _transport.Requests);
    }

    [Fact]
    public async Task When_the_functions_keep_failing_should_show_their_last_answer()
    {
        _transport.Otherwise = _ => Answer(HttpStatusCode.ServiceUnavailable, new { detail = "storage is gone" });

        var error = await Assert.ThrowsAsync<CommandException>(
            () => AdvancingAsync(_client.StartRunAsync("hex8_2p", CancellationToken.None), FunctionsClient.BetweenStarts));

        Assert.Contains("503", error.Message, StringComparison.Ordinal);
        Assert.Contains("storage is gone", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task When_the_functions_refuse_should_not_ask_again()
    {
        _transport.Answers.Enqueue(_ => Answer(HttpStatusCode.BadRequest, new { detail = "no config" }));

        var error = await Assert.ThrowsAsync<CommandException>(() => _client.StartRunAsync("hex9_2p", CancellationToken.None));

        Assert.Contains("no config", error.Message, StringComparison.Ordinal);
        Assert.Equal(1, _transport.Requests);
    }

    [Fact]
    public async Task When_reading_takes_too_long_should_know_nothing_and_not_be_healthy()
    {
        _transport.Otherwise = SilenceAsync;

        Assert.Null(await AdvancingAsync(_client.TryReadRunAsync("hex8_2p", CancellationToken.None), FunctionsClient.AnswerTimeout));
        Assert.False(await AdvancingAsync(_client.IsHealthyAsync(CancellationToken.None), FunctionsClient.AnswerTimeout));
    }

    [Fact]
    public async Task When_the_caller_stops_should_stop()
    {
        using var stopping = new CancellationTokenSource();
        _transport.Otherwise = cancellationToken =>
        {
            stopping.Cancel();
            return SilenceAsync(cancellationToken);
        };

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => _client.TryReadRunAsync("hex8_2p", stopping.Token));
    }

    /// <summary>Moves time on until a call is over: it waits for nothing else.</summary>
    private async Task<T> AdvancingAsync<T>(Task<T> call, TimeSpan step)
    {
        while (!call.IsCompleted)
        {
            _time.Advance(step);
            await Task.Yield();
        }

        return await call;
    }

    private static Task<HttpResponseMessage> Answer(HttpStatusCode status, object? body = null) => Task.FromResult(
        new HttpResponseMessage(status)
        {
            Content = JsonContent.Create(body, options: EventJson.Options),
            RequestMessage = new HttpRequestMessage(),
        });

    private static async Task<HttpResponseMessage> SilenceAsync(CancellationToken cancellationToken)
    {
        await Task.Delay(Timeout.Infinite, cancellationToken);
        throw new InvalidOperationException("silence does not end");
    }

    private sealed class Transport : HttpMessageHandler
    {
        public Queue<Func<CancellationToken, Task<HttpResponseMessage>>> Answers { get; } = [];

        public Func<CancellationToken, Task<HttpResponseMessage>> Otherwise { get; set; } = _ => throw new InvalidOperationException(
            "one request too many");

        public int Requests { get; private set; }

        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            Requests++;
            return Answers.TryDequeue(out var answer) ? answer(cancellationToken) : Otherwise(cancellationToken);
        }
    }
}
