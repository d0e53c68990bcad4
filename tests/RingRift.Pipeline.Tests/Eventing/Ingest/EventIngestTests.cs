using System.Text;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using RingRift.Eventing.Catalogue;
using RingRift.Eventing.Deduplication;
using RingRift.Eventing.Events;
using RingRift.Eventing.Ingest;
using RingRift.InMemory;
using RingRift.Pipeline.Tests.Eventing.Routing;

namespace RingRift.Pipeline.Tests.Eventing.Ingest;

public sealed class EventIngestTests
{
    private const string Good = """{"type":"HOST_ONLINE","payload":{},"source":"gpu-7","timestamp":1735689600}""";
    private readonly InMemoryEventBus _bus = new(new FaultInjector());
    private readonly IngestedContent _contents = new(
        new InMemoryDeduplicationStore(TimeProvider.System),
        RoutingRules.OfCatalogue,
        Options.Create(new DeduplicationOptions()),
        NullLogger<IngestedContent>.Instance);

    [Fact]
    public async Task When_some_are_accepted_should_publish_those_and_answer_about_each()
    {
        var report = await TakeAsync($$"""[{{Good}},{"type":"NONSENSE","payload":{},"source":"s","timestamp":1},{{Good}}]""");

        Assert.Equal((2, 1), (report.Accepted, report.Refused));
        Assert.Equal([IngestStatus.Accepted, IngestStatus.Refused, IngestStatus.Repeated], report.Events.Select(one => one.Status));
        Assert.Equal(("type", "NONSENSE"), (report.Events[1].Path, report.Events[1].Value));
        var published = Assert.Single(_bus.Published);
        Assert.Equal(
            (DataEventType.HostOnline, "gpu-7", report.Events[0].Id, report.Events[2].Id),
            (published.Type, published.Source, published.Id, published.Id));
    }

    [Fact]
    public async Task When_sent_again_should_publish_the_same_event()
    {
        await TakeAsync(Good);
        await TakeAsync(Good);
        Assert.Equal(2, _bus.Published.Count);
        Assert.Single(_bus.Published.Select(published => published.Id).Distinct());
    }

    [Fact]
    public async Task When_none_is_accepted_should_publish_nothing()
    {
        Assert.Equal(0, (await TakeAsync("{}")).Accepted);
        Assert.Empty(_bus.Published);
    }

    private Task<IngestReport> TakeAsync(string body) =>
        new EventIngest(TestRouter.Over(_bus, TimeProvider.System), _contents, NullLogger<EventIngest>.Instance)
            .TakeAsync(Encoding.UTF8.GetBytes(body), CancellationToken.None);
}
