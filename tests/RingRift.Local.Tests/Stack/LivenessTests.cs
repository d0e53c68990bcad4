using System.Net;
using System.Net.Sockets;
using System.Text;
using Microsoft.Extensions.Time.Testing;
using RingRift.Local.Stack;

namespace RingRift.Local.Tests.Stack;

public sealed class LivenessTests : IDisposable
{
    private readonly FakeTimeProvider _time = new();
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _end = new();
    private volatile bool _answers = true;
    private volatile int _asked;

    public LivenessTests()
    {
        _listener.Start();
        _ = AnswerAsync();
    }

    private Uri Address => new($"http://127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}/");

    public void Dispose()
    {
        _end.Cancel();
        _listener.Stop();
        _end.Dispose();
    }

    [Fact]
    public async Task When_it_answers_no_more_should_say_how_long_and_end()
    {
        using var liveness = new Liveness(() => Address, _time);
        var hanging = liveness.UntilHangingAsync(_end.Token);
        await UntilAsync(() => _asked > 0);
        Assert.Null(liveness.Silent);
        _answers = false;
        await UntilAsync(() => liveness.Silent > TimeSpan.Zero || hanging.IsCompleted);
        await UntilAsync(() => hanging.IsCompleted);
        await hanging;
        Assert.True(liveness.Silent >= Liveness.Patience);
    }

    [Fact]
    public async Task When_nobody_knows_where_to_ask_should_never_end()
    {
        using var liveness = new Liveness(() => null, _time);
        var hanging = liveness.UntilHangingAsync(_end.Token);
        for (var minute = 0; minute < 60; minute++)
        {
            _time.Advance(TimeSpan.FromMinutes(1));
            await Task.Yield();
        }

        Assert.False(hanging.IsCompleted);
    }

    /// <summary>Time goes by until something is so.</summary>
    private async Task UntilAsync(Func<bool> reached)
    {
        while (!reached())
        {
            _time.Advance(TimeSpan.FromSeconds(1));
            await Task.Delay(TimeSpan.FromMilliseconds(5));
        }
    }

    private async Task AnswerAsync()
    {
        var silent = new List<TcpClient>();
        while (!_end.IsCancellationRequested)
        {
            var client = await _listener.AcceptTcpClientAsync(_end.Token);
            if (!_answers)
            {
                silent.Add(client);
                continue;
            }

            await client.GetStream().WriteAsync(
                Encoding.ASCII.GetBytes("HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"), _end.Token);
            _asked++;
            client.Client.Shutdown(SocketShutdown.Send);
        }
    }
}
