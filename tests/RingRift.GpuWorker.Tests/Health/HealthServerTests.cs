using System.Net;
using System.Text.Json;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;
using RingRift.GpuWorker.Health;
using RingRift.GpuWorker.Jobs;
using RingRift.GpuWorker.Status;

namespace RingRift.GpuWorker.Tests.Health;

public sealed class HealthServerTests : IAsyncLifetime
{
    private readonly FakeTimeProvider _time = new(new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero));
    private readonly HttpClient _http = new();
    private WorkerStatus _status = null!;
    private HealthServer _server = null!;

    public async Task InitializeAsync()
    {
        _status = new WorkerStatus(_time);
        _server = Server("http://127.0.0.1:0");
        await _server.StartAsync(default);
    }

    public async Task DisposeAsync()
    {
        _http.Dispose();
        await _server.DisposeAsync();
    }

    [Fact]
    public async Task When_the_self_test_runs_should_be_live_and_not_ready()
    {
        Assert.Equal((HttpStatusCode.OK, "Healthy", ""), await AskAsync(HealthServer.LivePath, reasons: false));
        Assert.Equal(
            (HttpStatusCode.ServiceUnavailable, "Unhealthy", "selfTestPending,storageUnreachable"), await AskAsync(HealthServer.ReadyPath));
    }

    [Fact]
    public async Task When_the_self_test_has_passed_should_be_ready_until_it_drains()
    {
        _status.SelfTested([]);
        _status.StorageAnswered();
        Assert.Equal((HttpStatusCode.OK, "Healthy", ""), await AskAsync(HealthServer.ReadyPath));
        _status.Drain("Preempt");
        Assert.Equal((HttpStatusCode.ServiceUnavailable, "Unhealthy", "draining"), await AskAsync(HealthServer.ReadyPath));
        Assert.Equal(HttpStatusCode.OK, (await AskAsync(HealthServer.LivePath)).Code);
    }

    [Fact]
    public async Task When_the_storage_has_not_answered_yet_should_be_live_and_not_ready()
    {
        _status.SelfTested([]);
        Assert.Equal(HttpStatusCode.OK, (await AskAsync(HealthServer.LivePath)).Code);
        Assert.Equal((HttpStatusCode.ServiceUnavailable, "Unhealthy", "storageUnreachable"), await AskAsync(HealthServer.ReadyPath));
    }

    [Fact]
    public async Task When_there_is_no_heartbeat_should_be_neither()
    {
        _status.SelfTested([]);
        _status.StorageAnswered();
        _time.Advance(TimeSpan.FromSeconds(301));
        Assert.Equal((HttpStatusCode.ServiceUnavailable, "Unhealthy", "noHeartbeat"), await AskAsync(HealthServer.LivePath));
        Assert.Equal((HttpStatusCode.ServiceUnavailable, "Unhealthy", "noHeartbeat"), await AskAsync(HealthServer.ReadyPath));
        _status.Beat();
        Assert.Equal(HttpStatusCode.OK, (await AskAsync(HealthServer.ReadyPath)).Code);
    }

    [Fact]
    public async Task Should_answer_nothing_else()
    {
        using var answer = await _http.GetAsync(new Uri(_server.Address!, "/"));
        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
    }

    [Fact]
    public async Task When_probed_should_answer_with_an_exit_code_and_the_body()
    {
        var options = new HealthOptions { Address = _server.Address!.ToString() };
        using var before = new StringWriter();
        Assert.Equal(1, await HealthProbe.RunAsync(options, before));
        Assert.Contains("selfTestPending", before.ToString(), StringComparison.Ordinal);
        _status.SelfTested([]);
        _status.StorageAnswered();
        Assert.Equal(0, await HealthProbe.RunAsync(options, TextWriter.Null));
    }

    [Fact]
    public async Task When_nobody_listens_the_probe_should_say_so()
    {
        var address = _server.Address!;
        await _server.StopAsync(default);
        using var output = new StringWriter();
        Assert.Equal(1, await HealthProbe.RunAsync(new HealthOptions { Address = address.ToString() }, output));
        Assert.Contains($"no answer from {address}health/ready", output.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task When_the_port_is_taken_should_name_the_setting()
    {
        await using var second = Server(_server.Address!.ToString());
        var error = await Assert.ThrowsAsync<InvalidOperationException>(() => second.StartAsync(default));
        Assert.Contains($"Health:Address '{_server.Address}'", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task When_it_is_switched_off_should_listen_nowhere()
    {
        await using var off = Server(string.Empty);
        await off.StartAsync(default);
        Assert.Null(off.Address);
        await off.StopAsync(default);
    }

    private HealthServer Server(string address) => new(
        _status, Options.Create(new HealthOptions { Address = address }), new WorkerIdentity("tested"), NullLogger<HealthServer>.Instance);

    private async Task<(HttpStatusCode Code, string State, string Reasons)> AskAsync(string path, bool reasons = true)
    {
        using var answer = await _http.GetAsync(new Uri(_server.Address!, path));
        Assert.Equal("application/json", answer.Content.Headers.ContentType?.MediaType);
        using var body = JsonDocument.Parse(await answer.Content.ReadAsStringAsync());
        Assert.Equal("tested", body.RootElement.GetProperty("worker").GetString());
        var codes = body.RootElement.GetProperty("reasons").EnumerateArray().Select(reason => reason.GetProperty("code").GetString());
        return (
            answer.StatusCode, body.RootElement.GetProperty("ApplicationHealthState").GetString()!,
            reasons ? string.Join(',', codes) : string.Empty);
    }
}
