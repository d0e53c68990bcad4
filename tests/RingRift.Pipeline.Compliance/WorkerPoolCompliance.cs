using RingRift.Pipeline.Operations.Scaling;

namespace RingRift.Pipeline.Compliance;

/// <summary>What every <see cref="IWorkerPool"/> has to do.</summary>
public abstract class WorkerPoolCompliance
{
    private static readonly CancellationToken None = CancellationToken.None;

    /// <summary>A pool without workers.</summary>
    protected abstract IWorkerPool Pool { get; }

    /// <summary>Most workers it can hold.</summary>
    protected abstract int Most { get; }

    [Fact]
    public async Task When_nothing_was_wanted_should_have_none() => Assert.Equal(0, await Pool.ReadAsync(None));

    [Fact]
    public async Task When_a_number_is_wanted_should_have_it_up_and_down()
    {
        foreach (var workers in new[] { 3, Most, 2, 2, 0, 1 })
        {
            await Pool.SetAsync(workers, None);
            Assert.Equal(workers, await Pool.ReadAsync(None));
        }
    }

    [Fact]
    public async Task When_stopped_should_have_none_and_start_again()
    {
        await Pool.SetAsync(5, None);
        await Pool.StopAsync(None);
        Assert.Equal(0, await Pool.ReadAsync(None));
        await Pool.StopAsync(None);
        await Pool.SetAsync(4, None);
        Assert.Equal(4, await Pool.ReadAsync(None));
    }

    [Fact]
    public async Task When_it_cannot_hold_so_many_should_refuse_and_stay_as_it_is()
    {
        await Pool.SetAsync(2, None);
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => Pool.SetAsync(-1, None));
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => Pool.SetAsync(Most + 1, None));
        Assert.Equal(2, await Pool.ReadAsync(None));
    }
}
