using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using RingRift.GpuWorker.Metadata;

namespace RingRift.GpuWorker.Tests.Metadata;

public sealed class MetadataClientTests : IAsyncLifetime
{
    private MetadataService _service = null!;

    public async Task InitializeAsync() => _service = await MetadataService.StartAsync("workers_1");

    public async Task DisposeAsync() => await _service.DisposeAsync();

    [Fact]
    public async Task Should_read_the_machine_and_its_events_and_acknowledge_them()
    {
        using var client = Client();
        _service.Announce("e-1", "Preempt", "workers_1", "workers_2");

        var list = await client.EventsAsync(default);

        Assert.Equal("workers_1", (await client.InstanceAsync(default)).Name);
        var one = Assert.Single(list.Events);
        Assert.Equal(
            (2, "e-1", "Preempt", "Scheduled", "Thu, 01 Jan 2026 12:00:30 GMT"),
            (list.DocumentIncarnation, one.EventId, one.EventType, one.EventStatus, one.NotBefore));
        Assert.Equal(["workers_1", "workers_2"], one.Resources);
        await client.StartAsync(list.Events, default);
        Assert.Equal(["e-1"], _service.Acknowledged);
    }

    [Theory]
    [InlineData("""{"DocumentIncarnation": 7}""", 0)]
    [InlineData("""{"DocumentIncarnation": 7, "Events": null}""", 0)]
    [InlineData(
        """{"DocumentIncarnation": 7, "Events": [{"EventId": "e", "EventType": "Freeze", "Resources": null, "NotBefore": ""}]}""", 1)]
    public async Task When_parts_are_missing_should_read_the_rest(string body, int events)
    {
        using var client = Client();
        _service.Instead = () => Results.Text(body, "application/json");
        Assert.Equal(events, (await client.EventsAsync(default)).Events.Count);
    }

    [Theory]
    [InlineData("no JSON")]
    [InlineData("{}")]
    [InlineData("null")]
    public async Task When_something_else_answers_should_say_so(string body)
    {
        using var client = Client();
        _service.Instead = () => Results.Text(body, "application/json");
        await Assert.ThrowsAsync<MetadataException>(() => client.EventsAsync(default));
        await Assert.ThrowsAsync<MetadataException>(() => client.InstanceAsync(default));
    }

    [Fact]
    public async Task When_it_refuses_should_say_so()
    {
        using var client = Client();
        _service.Instead = () => Results.StatusCode(500);
        await Assert.ThrowsAsync<MetadataException>(() => client.EventsAsync(default));
        await Assert.ThrowsAsync<MetadataException>(() => client.StartAsync([], default));
    }

    [Fact]
    public async Task When_nobody_answers_auto_should_find_no_machine()
    {
        await _service.DisposeAsync();
        using var client = Client();
        using var own = Own(client, MetadataMode.Auto);
        Assert.Null(await own.NameAsync(default));
    }

    [Fact]
    public async Task When_it_answers_late_on_should_wait_for_it()
    {
        var refusals = 5;
        _service.Instead = () => refusals-- > 0 ? Results.StatusCode(503) : null;
        using var client = Client();
        using var own = Own(client, MetadataMode.On);
        Assert.Equal("workers_1", await own.NameAsync(default));
    }

    [Theory]
    [InlineData(MetadataMode.Off, "", null)]
    [InlineData(MetadataMode.Off, "named", "named")]
    [InlineData(MetadataMode.Auto, "named", "named")]
    [InlineData(MetadataMode.Auto, "", "workers_1")]
    public async Task Should_take_the_name_of_the_settings_first(MetadataMode mode, string named, string? expected)
    {
        using var client = Client();
        using var own = Own(client, mode, named);
        Assert.Equal(expected, await own.NameAsync(default));
    }

    private MetadataClient Client() => new(Options(MetadataMode.Auto, string.Empty), TimeProvider.System);

    private OwnInstance Own(MetadataClient client, MetadataMode mode, string name = "") =>
        new(client, Options(mode, name), TimeProvider.System, NullLogger<OwnInstance>.Instance);

    private IOptions<MetadataOptions> Options(MetadataMode mode, string name) => Microsoft.Extensions.Options.Options.Create(
        new MetadataOptions { Mode = mode, Endpoint = _service.Endpoint, InstanceName = name, PollSeconds = 0.05, DetectSeconds = 30 });
}
