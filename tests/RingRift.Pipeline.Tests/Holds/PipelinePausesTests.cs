using RingRift.Eventing.Aggregates;
using RingRift.Eventing.Contracts;
using RingRift.Eventing.Events;
using RingRift.Pipeline.Holds;
using RingRift.Pipeline.Tests.Cascade;

namespace RingRift.Pipeline.Tests.Holds;

public sealed class PipelinePausesTests : IDisposable
{
    private static readonly CancellationToken None = CancellationToken.None;

    private readonly PipelineHarness _harness = new();

    private PipelinePauses Pauses => _harness.Get<PipelinePauses>();

    [Fact]
    public async Task When_paused_should_hold_until_its_time_and_no_longer()
    {
        await Pauses.PauseAsync("hex8_2p", Request("ann", TimeSpan.FromMinutes(30)), None);
        _harness.Time.Advance(TimeSpan.FromMinutes(29));
        var pause = Assert.Single(Assert.Single(await Pauses.ListAsync([], None)).Pauses);
        Assert.Equal(("ann", "upgrade"), (pause.Owner, pause.Reason));
        _harness.Time.Advance(TimeSpan.FromMinutes(1));
        Assert.Empty(await Pauses.ListAsync([], None));
    }

    [Fact]
    public async Task When_the_same_owner_asks_again_should_prolong_and_keep_the_beginning()
    {
        var first = await Pauses.PauseAsync("all", Request("ann", TimeSpan.FromMinutes(30)), None);
        _harness.Time.Advance(TimeSpan.FromMinutes(10));
        await Pauses.PauseAsync("all", Request("bob", TimeSpan.FromMinutes(5)), None);
        var later = await Pauses.PauseAsync("all", Request("ann", TimeSpan.FromHours(1)), None);
        Assert.Equal(["ann", "bob"], later.Pauses.Select(pause => pause.Owner));
        Assert.Equal((first.Pauses[0].Since, first.Pauses[0].Since.AddMinutes(70)), (later.Pauses[0].Since, later.Pauses[0].Until));
    }

    [Fact]
    public async Task When_lifted_should_end_one_owners_pause_or_all()
    {
        foreach (var owner in new[] { "ann", "bob", "cyd" })
        {
            await Pauses.PauseAsync("hex8_2p", Request(owner, TimeSpan.FromHours(1)), None);
        }

        Assert.Equal("bob", Assert.Single(await Pauses.ResumeAsync("hex8_2p", "bob", None)).Owner);
        Assert.Empty(await Pauses.ResumeAsync("hex8_2p", "bob", None));
        Assert.Equal(2, (await Pauses.ResumeAsync("hex8_2p", null, None)).Count);
        Assert.Empty(await Pauses.ResumeAsync("square8_2p", null, None));
    }

    [Fact]
    public async Task When_begun_lifted_and_expired_should_tell_each_once()
    {
        await Pauses.PauseAsync("hex8_2p", Request("ann", TimeSpan.FromMinutes(5)), None);
        await Pauses.PauseAsync("hex8_2p", Request("bob", TimeSpan.FromHours(5)), None);
        await Pauses.ResumeAsync("hex8_2p", "bob", None);
        _harness.Time.Advance(TimeSpan.FromMinutes(6));
        await Pauses.ExpireAsync(None);
        await Pauses.ExpireAsync(None);
        var told = _harness.Bus.TakeAll();
        Assert.Equal(
            [DataEventType.PipelinePaused, DataEventType.PipelinePaused, DataEventType.PipelineResumed, DataEventType.PipelineResumed],
            told.Select(e => e.Type));
        Assert.Equal("lifted", told[2].Payload<PipelineResumed>().Reason);
        Assert.StartsWith("expired at 2026-03-01 12:05:00Z", told[3].Payload<PipelineResumed>().Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task When_an_expired_pause_is_lifted_should_say_that_it_had_expired()
    {
        await Pauses.PauseAsync("hex8_2p", Request("ann", TimeSpan.FromMinutes(5)), None);
        _harness.Time.Advance(TimeSpan.FromMinutes(6));
        await Pauses.ResumeAsync("hex8_2p", null, None);
        var resumed = await _harness.Get<IAggregateStore>().PendingAsync(AggregateKey.Pauses("hex8_2p"), None).LastAsync();
        Assert.StartsWith("expired", resumed.Event.Payload<PipelineResumed>().Reason, StringComparison.Ordinal);
    }

    public static TheoryData<string, PauseRequest, string> Wrong => new()
    {
        { "hex9_2p", Request("ann", TimeSpan.FromHours(1)), "'hex9_2p'" },
        { "hex8_2p", Request("ann", TimeSpan.Zero), "1 second to 30 days" },
        { "hex8_2p", Request("ann", TimeSpan.FromDays(31)), "31.00:00:00" },
        { "hex8_2p", Request(" ", TimeSpan.FromHours(1)), "owner ' '" },
        { "hex8_2p", Request("ann", TimeSpan.FromHours(1)) with { Reason = string.Empty }, "reason ''" },
        { "hex8_2p", Request("ann", TimeSpan.FromHours(1)) with { Reason = new string('r', 501) }, "1 to 500 characters" },
    };

    [Theory]
    [MemberData(nameof(Wrong))]
    public async Task When_a_value_breaks_its_rule_should_name_both(string scope, PauseRequest request, string named)
    {
        var wrong = await Assert.ThrowsAsync<ArgumentException>(() => Pauses.PauseAsync(scope, request, None));
        Assert.Contains(named, wrong.Message, StringComparison.Ordinal);
    }

    public void Dispose() => _harness.Dispose();

    private static PauseRequest Request(string owner, TimeSpan duration) =>
        new() { Owner = owner, Reason = "upgrade", Duration = duration };
}
