using RingRift.Eventing.Handling;
using RingRift.InMemory;
using RingRift.Pipeline.Champions.Rollback;
using RingRift.Pipeline.Iterations;

namespace RingRift.Pipeline.Tests.Champions.Rollback;

public sealed class ChampionRollbacksTests : IDisposable
{
    private readonly RollbackHarness _harness = new();

    [Fact]
    public async Task When_a_person_asks_should_restore_pointer_and_alias_and_say_why_in_the_history()
    {
        var (first, second) = (await _harness.PromoteAsync(), await _harness.PromoteAsync());
        var report = await AskAsync(1);
        await _harness.Pipeline.RunToEndAsync();

        Assert.Equal(new RollbackReport(States.Config, true, 3, 2, 1, first.Model.Sha256), report);
        Assert.Equal("plays badly", (await _harness.CurrentAsync()).Rollback!.Reason);
        Assert.Equal(first.Model.Sha256, _harness.Alias);
        var told = Assert.Single(_harness.Told());
        Assert.Equal((second.Model, null, null, "plays badly"), (told.Model, told.Severity, told.EloDrop, told.Reason));
    }

    [Fact]
    public async Task When_asked_again_should_change_nothing_and_say_so()
    {
        await _harness.PromoteAsync();
        await _harness.PromoteAsync();
        await AskAsync(1);
        Assert.Equal((false, 3), ((await AskAsync(1)).Moved, (await _harness.CurrentAsync()).Generation));
        await _harness.Pipeline.RunToEndAsync();
        Assert.Single(_harness.Told());
    }

    [Theory]
    [InlineData(FaultPoint.BeforeSwap)]
    [InlineData(FaultPoint.AfterSwap)]
    [InlineData(FaultPoint.BeforeCommit)]
    [InlineData(FaultPoint.AfterCommit)]
    public async Task When_it_crashed_and_is_asked_again_should_finish_it(FaultPoint point)
    {
        await _harness.PromoteAsync();
        await _harness.PromoteAsync();
        var crashed = false;
        _harness.Pipeline.Faults.Fails = (at, _) => at == point && !crashed && (crashed = true);
        await Assert.ThrowsAsync<InjectedFaultException>(() => AskAsync(1));
        await AskAsync(1);
        await _harness.Pipeline.RunToEndAsync();
        Assert.Equal(3, (await _harness.CurrentAsync()).Generation);
        Assert.Single(_harness.Told());
        Assert.Equal((await _harness.CurrentAsync()).Model.Sha256, _harness.Alias);
    }

    [Fact]
    public async Task When_it_was_rolled_back_and_a_person_restored_it_should_never_be_rolled_back_by_itself_again()
    {
        var (first, second) = (await _harness.PromoteAsync(), await _harness.PromoteAsync());
        await _harness.DeliverAsync(RollbackHarness.Critical(second, first, iteration: 9));
        await AskAsync(2);
        Assert.Equal(second.Model, (await _harness.CurrentAsync()).Model);
        Assert.Contains(
            "people decide",
            Assert.IsType<HandlerResult.Stale>(await _harness.HandleAsync(RollbackHarness.Critical(second, first, iteration: 10))).Reason,
            StringComparison.Ordinal);
        Assert.Equal(4, (await _harness.CurrentAsync()).Generation);
    }

    [Fact]
    public async Task When_the_network_cannot_be_read_should_refuse()
    {
        var first = await _harness.PromoteAsync();
        var second = await _harness.PromoteAsync();
        _harness.Pipeline.Artifacts.Corrupt(first.Model, [1]);
        Assert.Contains(
            "generation 1", (await Assert.ThrowsAsync<RollbackRefusedException>(() => AskAsync(1))).Message, StringComparison.Ordinal);
        Assert.Equal(second, await _harness.CurrentAsync());
    }

    [Theory]
    [InlineData("")]
    [InlineData("  ")]
    [InlineData(null)]
    public async Task When_no_reason_is_given_should_refuse(string? reason)
    {
        await _harness.PromoteAsync();
        await Assert.ThrowsAsync<ArgumentException>(() => AskAsync(1, reason));
    }

    [Fact]
    public async Task When_there_is_no_such_config_or_generation_should_refuse_naming_it()
    {
        await Assert.ThrowsAsync<UnknownConfigException>(() => Rollbacks.RollBackAsync("hex9_2p", 1, "why", CancellationToken.None));
        Assert.Contains(
            "generation 7", (await Assert.ThrowsAsync<RollbackRefusedException>(() => AskAsync(7))).Message, StringComparison.Ordinal);
    }

    public void Dispose() => _harness.Dispose();

    private ChampionRollbacks Rollbacks => _harness.Pipeline.Get<ChampionRollbacks>();

    private Task<RollbackReport> AskAsync(int generation, string? reason = "plays badly") =>
        Rollbacks.RollBackAsync(States.Config, generation, reason, CancellationToken.None);
}
