using System.Text;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using RingRift.Eventing.Deduplication;
using RingRift.Eventing.Ingest;
using RingRift.InMemory;

namespace RingRift.Pipeline.Compliance;

/// <summary>Events from outside that say the same under two ids act once, on every <see cref="IDeduplicationStore"/>.</summary>
public abstract class IngestedContentCompliance
{
    private static readonly TimeSpan Lease = new DeduplicationOptions().Lease;

    private readonly FakeTimeProvider _time = new(Sample.Noon);
    private readonly FaultInjector _faults = new();
    private readonly InMemoryEventBus _bus;
    private readonly string _task = Sample.Unique("task");

    protected IngestedContentCompliance() => _bus = new InMemoryEventBus(_faults);

    private IDeduplicationStore Store => field ??= Create(_time);

    private IEnumerable<string> PublishedIds => _bus.Published.Select(published => published.Id).Distinct();

    protected abstract IDeduplicationStore Create(TimeProvider time);

    [Fact]
    public async Task When_the_same_is_said_under_another_id_should_publish_once_and_answer_repeated()
    {
        var (first, second) = (await TakeAsync(Completed("a")), await TakeAsync(Completed("b")));
        Assert.Equal([(IngestStatus.Accepted, "n|a"), (IngestStatus.Repeated, "n|a")], [first, second]);
        Assert.Equal("n|a", Assert.Single(_bus.Published).Id);
    }

    [Fact]
    public async Task When_the_same_stands_in_one_request_should_publish_once()
    {
        using var services = Process(Store);
        var report = await services.GetRequiredService<EventIngest>().TakeAsync(
            Bytes($"[{Completed("a")},{Completed("b")}]"), CancellationToken.None);
        Assert.Equal([(IngestStatus.Accepted, "n|a"), (IngestStatus.Repeated, "n|a")], report.Events.Select(one => (one.Status, one.Id!)));
        Assert.Single(_bus.Published);
    }

    [Fact]
    public async Task When_an_event_is_sent_again_should_accept_and_publish_it_under_its_id()
    {
        var (first, second) = (await TakeAsync(Completed("a")), await TakeAsync(Completed("a")));
        Assert.Equal([(IngestStatus.Accepted, "n|a"), (IngestStatus.Accepted, "n|a")], [first, second]);
        Assert.Equal(["n|a", "n|a"], _bus.Published.Select(published => published.Id));
    }

    [Fact]
    public async Task When_occurrences_say_the_same_should_publish_each()
    {
        const string occurrence = """{"type":"HOST_ONLINE","id":"ID","payload":{},"source":"n","timestamp":1}""";
        await TakeAsync(occurrence);
        Assert.Equal(IngestStatus.Accepted, (await TakeAsync(occurrence.Replace("ID", "other", StringComparison.Ordinal))).Status);
        Assert.Equal(["n|ID", "n|other"], PublishedIds);
    }

    [Fact]
    public async Task When_the_content_is_no_longer_known_should_publish_it_anew()
    {
        await TakeAsync(Completed("a"));
        _time.Advance(new DeduplicationOptions().KeepFor);
        Assert.Equal((IngestStatus.Accepted, "n|b"), await TakeAsync(Completed("b")));
    }

    [Theory]
    [InlineData(FaultPoint.BeforePublish)]
    [InlineData(FaultPoint.AfterPublish)]
    public async Task When_the_transport_fails_should_publish_the_next_under_the_first_id_at_once(FaultPoint point)
    {
        _faults.Fails = (passed, _) => passed == point;
        await Assert.ThrowsAsync<InjectedFaultException>(() => TakeAsync(Completed("a")));
        _faults.Fails = (_, _) => false;
        Assert.Equal((IngestStatus.Repeated, "n|a"), await TakeAsync(Completed("b")));
        Assert.Equal(["n|a"], PublishedIds);
        Assert.Equal((IngestStatus.Repeated, "n|a"), await TakeAsync(Completed("c")));
        Assert.Equal(point == FaultPoint.BeforePublish ? 1 : 2, _bus.Published.Count);
    }

    [Theory]
    [InlineData(FaultPoint.BeforePublish, false)]
    [InlineData(FaultPoint.BeforePublish, true)]
    [InlineData(FaultPoint.AfterPublish, false)]
    [InlineData(FaultPoint.AfterPublish, true)]
    public async Task When_the_process_dies_after_its_claim_should_lose_nothing_and_act_once(FaultPoint point, bool isLeaseOver)
    {
        _faults.Fails = (passed, _) => passed == point;
        await Assert.ThrowsAsync<InjectedFaultException>(() => TakeAsync(Completed("a"), new DyingStore(Store)));
        _faults.Fails = (_, _) => false;
        _time.Advance(isLeaseOver ? Lease : TimeSpan.Zero);
        Assert.Equal((IngestStatus.Repeated, "n|a"), await TakeAsync(Completed("b")));
        _time.Advance(Lease);
        Assert.Equal((IngestStatus.Repeated, "n|a"), await TakeAsync(Completed("c")));
        Assert.Equal(["n|a"], PublishedIds);
    }

    [Fact]
    public async Task When_many_say_the_same_at_once_should_publish_one_id()
    {
        var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(one => TakeAsync(Completed($"e{one}"))));
        Assert.Equal(Assert.Single(PublishedIds), Assert.Single(answers.Select(answer => answer.Id).Distinct()));
        Assert.Single(answers, answer => answer.Status == IngestStatus.Accepted);
    }

    private static byte[] Bytes(string body) => Encoding.UTF8.GetBytes(body);

    private string Completed(string id) =>
        $$"""{"type":"TASK_COMPLETED","id":"{{id}}","payload":{"task_id":"{{_task}}"},"source":"n","timestamp":1}""";

    private async Task<(IngestStatus Status, string Id)> TakeAsync(string body, IDeduplicationStore? store = null)
    {
        using var services = Process(store ?? Store);
        var report = await services.GetRequiredService<EventIngest>().TakeAsync(Bytes(body), CancellationToken.None);
        var answer = Assert.Single(report.Events);
        return (answer.Status, answer.Id!);
    }

    /// <summary>Each request comes to a process of its own: nothing but the store remembers.</summary>
    private ServiceProvider Process(IDeduplicationStore store) => new ServiceCollection()
        .AddLogging()
        .AddSingleton<TimeProvider>(_time)
        .AddSingleton(store)
        .AddSingleton(_bus)
        .AddInMemoryPipeline()
        .AddPipeline(new ConfigurationBuilder().Build())
        .BuildServiceProvider();

    /// <summary>Takes a claim and never hears of it again.</summary>
    private sealed class DyingStore(IDeduplicationStore store) : IDeduplicationStore
    {
        public Task<ClaimOutcome> ClaimAsync(ContentKey key, string owner, TimeSpan lease, CancellationToken cancellationToken) =>
            store.ClaimAsync(key, owner, lease, cancellationToken);

        public Task<bool> CompleteAsync(DeduplicationClaim claim, string? result, TimeSpan keepFor, CancellationToken cancellationToken) =>
            throw new IOException("the process is dead");

        public Task<bool> ReleaseAsync(DeduplicationClaim claim, CancellationToken cancellationToken) =>
            throw new IOException("the process is dead");

        public Task<int> SweepAsync(DateTimeOffset expiredBefore, CancellationToken cancellationToken) =>
            store.SweepAsync(expiredBefore, cancellationToken);
    }
}
