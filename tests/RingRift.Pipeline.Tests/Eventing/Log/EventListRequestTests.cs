using RingRift.Eventing.Events;
using RingRift.Eventing.Log;
using RingRift.Pipeline.Compliance;
using RingRift.Pipeline.Tests.Cascade;

namespace RingRift.Pipeline.Tests.Eventing.Log;

public sealed class EventListRequestTests
{
    [Fact]
    public void When_nothing_is_said_should_ask_for_the_last_day()
    {
        Assert.True(EventListRequest.TryRead(new EventListText(), Sample.Noon, out var request, out _));
        Assert.Equal(
            (Sample.Noon.AddDays(-1), Sample.Noon, 100, null), (request.Query.From, request.Query.To, request.Take, request.Correlation));
        Assert.False(request.Query.FailedOnly);
        Assert.Empty(request.Query.Types);
    }

    [Theory]
    [InlineData("MODEL_PROMOTED")]
    [InlineData("model_promoted")]
    [InlineData("ringrift.model_promoted")]
    public void Should_take_a_type_by_each_of_its_names(string name)
    {
        Assert.True(EventListRequest.TryRead(new EventListText { Types = [name] }, Sample.Noon, out var request, out _));
        Assert.Equal([DataEventType.ModelPromoted], request.Query.Types);
    }

    [Theory]
    [InlineData("yesterday", null, null, null, null, "from is 'yesterday'; it is a time such as")]
    [InlineData(null, "x", null, null, null, "to is 'x'; it is a time such as")]
    [InlineData("1h", "2h", null, null, null, "from lies before to")]
    [InlineData(null, null, "NO_SUCH_EVENT", null, null, "type is 'NO_SUCH_EVENT'; it is the name of an event")]
    [InlineData(null, null, null, "yes", null, "failed is 'yes'; it is true or false")]
    [InlineData(null, null, null, null, "0", "take is '0'; it is a whole number from 1 to 1000")]
    [InlineData(null, null, null, null, "1001", "take is '1001'; it is a whole number from 1 to 1000")]
    [InlineData(null, null, null, null, "-5", "take is '-5'; it is a whole number from 1 to 1000")]
    public void When_something_is_wrong_should_name_it_and_its_rule(
        string? from, string? to, string? type, string? failed, string? take, string expected)
    {
        var text = new EventListText { From = from, To = to, Types = type is null ? [] : [type], Failed = failed, Take = take };
        Assert.False(EventListRequest.TryRead(text, Sample.Noon, out _, out var problem));
        Assert.Contains(expected, problem, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("90s", "2026-03-01T11:58:30Z")]
    [InlineData("30m", "2026-03-01T11:30:00Z")]
    [InlineData("2h", "2026-03-01T10:00:00Z")]
    [InlineData("1.5h", "2026-03-01T10:30:00Z")]
    [InlineData("3d", "2026-02-26T12:00:00Z")]
    [InlineData("2026-03-01", "2026-03-01T00:00:00Z")]
    [InlineData("2026-03-01T10:00:00", "2026-03-01T10:00:00Z")]
    [InlineData("2026-03-01T10:00:00+02:00", "2026-03-01T08:00:00Z")]
    public void Should_read_times_as_people_write_them(string text, string expected)
    {
        Assert.True(EventTimeText.TryParse(text, Sample.Noon, out var time));
        Assert.Equal(
            (DateTimeOffset.Parse(expected, System.Globalization.CultureInfo.InvariantCulture), TimeSpan.Zero), (time, time.Offset));
    }

    [Theory]
    [InlineData("")]
    [InlineData("h")]
    [InlineData("-2h")]
    [InlineData("2w")]
    [InlineData("9999999d")]
    [InlineData("99999999999d")]
    [InlineData("0,5")]
    [InlineData("1,5")]
    [InlineData("1.5")]
    [InlineData("12:30")]
    public void Should_refuse_what_is_no_time(string text) => Assert.False(EventTimeText.TryParse(text, Sample.Noon, out _));

    [Fact]
    public async Task Should_give_the_newest_of_a_chain_or_of_all_that_are_wanted()
    {
        using var harness = new PipelineHarness();
        await harness.RunAsync();
        var all = await ReadAsync(harness, new EventListText { Take = "1000" });
        Assert.Equal(harness.Bus.Published.Count, all.Count);
        Assert.Equal(
            all.OrderByDescending(logged => logged.Published).Select(logged => logged.Published), all.Select(logged => logged.Published));
        var chain = await ReadAsync(
            harness, new EventListText { Correlation = "hex8_2p-0002", Types = ["MATCH_COMPLETED"], Take = "1000" });
        Assert.Equal(
            harness.Bus.Published.Where(
                e => e is { CorrelationId: "hex8_2p-0002", Type: DataEventType.MatchCompleted }).Select(e => e.Id).Order(),
            chain.Select(logged => logged.Event.Id).Order());
        Assert.Equal(all.Where(logged => logged.Event.CorrelationId == "hex8_2p-0002").Take(3).Select(logged => logged.Event.Id),
            (await ReadAsync(harness, new EventListText { Correlation = "hex8_2p-0002", Take = "3" })).Select(logged => logged.Event.Id));
        Assert.Empty(await ReadAsync(harness, new EventListText { Failed = "true" }));
    }

    private static Task<IReadOnlyList<LoggedEvent>> ReadAsync(PipelineHarness harness, EventListText text)
    {
        Assert.True(EventListRequest.TryRead(text, harness.Time.GetUtcNow().AddTicks(1), out var request, out _));
        return request.ReadAsync(harness.Get<IEventLog>(), [], CancellationToken.None);
    }
}
