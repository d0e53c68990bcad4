using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text;
using RingRift.Local.Stack;

namespace RingRift.Local.Tests.Commands;

/// <summary>Commands that look into a running stack whose storage or functions are dead, broken or somebody else: one line says so.</summary>
[Trait("Category", "Slow")]
public sealed class FaultyStackTests : IDisposable
{
    private readonly TestFolder _data = new();
    private readonly StackFolder _folder;
    private readonly IDisposable _lock;
    private readonly CancellationTokenSource _end = new();

    public FaultyStackTests()
    {
        _folder = new StackFolder(_data.Path);
        _lock = _folder.Lock();
        _ = _folder.Storage;
    }

    public static TheoryData<string> Commands => ["events list", "models", "why hex8_2p", "daemons", "retention --dry-run", "dlq list", "trace hex8_2p-0001", "pool hex8_2p", "pause hex8_2p --for 30m --reason x"];

    public void Dispose()
    {
        _end.Cancel();
        _lock.Dispose();
        _data.Dispose();
        _end.Dispose();
    }

    [Theory]
    [MemberData(nameof(Commands))]
    public async Task When_nobody_listens_should_say_so_in_one_line(string command)
    {
        await PublishAsync(ClosedPort(), ClosedPort());
        await ShouldSayAsync(command, "127.0.0.1");
    }

    [Theory]
    [InlineData("why hex8_2p", 500, "text/plain", "broken\nat once\n   at Some.Where()")]
    [InlineData("daemons", 200, "text/html", "<html><body>a proxy's page</body></html>")]
    [InlineData("retention --dry-run", 200, "application/json", "{\"half")]
    [InlineData("models", 403, "text/html", "<html>\nno\n</html>")]
    [InlineData("events list", 400, "application/xml", "<?xml version=\"1.0\"?>\n<error/>")]
    public async Task When_the_answer_is_none_should_say_so_in_one_line(string command, int status, string type, string body)
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var answering = AnswerAsync(listener, status, type, body);
        var port = ((IPEndPoint)listener.LocalEndpoint).Port;
        await PublishAsync(port, port);
        await ShouldSayAsync(command, string.Empty);
        Assert.False(answering.IsCompleted);
    }

    [Fact]
    public async Task When_a_run_has_not_begun_in_its_time_should_end_with_exit_code_1_and_the_reason()
    {
        using var folder = new TestFolder();
        var run = await CommandRun.OfAsync("train", "--data", folder.Path, "--minutes", "0.001");
        Assert.Equal(1, run.ExitCode);
        Assert.Contains("The run had not begun.", run.Output, StringComparison.Ordinal);
        Assert.StartsWith("error: the run of hex8_2p had not begun when its time was over, while ", run.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("http_proxy")]
    [InlineData("HTTP_PROXY")]
    [InlineData("ALL_PROXY")]
    public async Task When_a_proxy_cannot_reach_this_machine_should_go_past_it(string variable)
    {
        _lock.Dispose();
        var start = new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "ringrift.dll"), "events", "list", "--data", _data.Path])
        {
            RedirectStandardError = true,
            RedirectStandardOutput = true,
        };
        start.Environment[variable] = "http://127.0.0.1:9";
        start.Environment["no_proxy"] = ".corp.example";
        using var process = Process.Start(start)!;
        var (said, error) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        await process.WaitForExitAsync();
        Assert.Equal((0, string.Empty, string.Empty), (process.ExitCode, await said, await error));
    }

    private static int ClosedPort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private Task PublishAsync(int storage, int functions) => _folder.PublishAsync(
        new StackEndpoints(
            $"DefaultEndpointsProtocol=http;AccountName=devstoreaccount1;AccountKey=Eby8;BlobEndpoint=http://127.0.0.1:{storage}/devstoreaccount1;"
            + $"QueueEndpoint=http://127.0.0.1:{storage}/devstoreaccount1;TableEndpoint=http://127.0.0.1:{storage}/devstoreaccount1;",
            new Uri($"http://127.0.0.1:{functions}/"),
            new Uri($"http://127.0.0.1:{functions}/")),
        CancellationToken.None);

    private async Task ShouldSayAsync(string command, string what)
    {
        var run = await CommandRun.OfAsync([.. command.Split(' '), "--data", _data.Path]);
        Assert.Equal((1, string.Empty), (run.ExitCode, run.Output));
        Assert.StartsWith("error: ", run.Error, StringComparison.Ordinal);
        Assert.Contains(what, run.Error, StringComparison.Ordinal);
        Assert.Single(run.Error.TrimEnd().Split('\n'));
    }

    private async Task AnswerAsync(TcpListener listener, int status, string type, string body)
    {
        while (!_end.IsCancellationRequested)
        {
            using var client = await listener.AcceptTcpClientAsync(_end.Token);
            var stream = client.GetStream();
            _ = await stream.ReadAsync(new byte[65536], _end.Token);
            var head = $"HTTP/1.1 {status} X\r\nContent-Type: {type}\r\nContent-Length: {Encoding.UTF8.GetByteCount(body)}\r\nConnection: close\r\n\r\n{body}";
            await stream.WriteAsync(Encoding.UTF8.GetBytes(head), _end.Token);
            client.Client.Shutdown(SocketShutdown.Send);
        }
    }
}
