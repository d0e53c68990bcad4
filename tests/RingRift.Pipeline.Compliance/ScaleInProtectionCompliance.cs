using RingRift.Pipeline.Jobs;

namespace RingRift.Pipeline.Compliance;

/// <summary>What every <see cref="IScaleInProtection"/> has to do.</summary>
public abstract class ScaleInProtectionCompliance
{
    private static readonly CancellationToken None = CancellationToken.None;

    /// <summary>A set with the instances <c>workers_0</c> and <c>workers_1</c>, neither of them protected.</summary>
    protected abstract IScaleInProtection Protection { get; }

    [Fact]
    public async Task When_an_instance_is_protected_should_protect_it_and_no_other()
    {
        await Protection.SetAsync("workers_0", true, None);
        Assert.True(await Protection.IsProtectedAsync("workers_0", None));
        Assert.False(await Protection.IsProtectedAsync("workers_1", None));
    }

    [Fact]
    public async Task When_an_instance_is_released_should_protect_it_no_longer()
    {
        await Protection.SetAsync("workers_0", true, None);
        await Protection.SetAsync("workers_0", false, None);
        Assert.False(await Protection.IsProtectedAsync("workers_0", None));
    }

    [Fact]
    public async Task When_the_same_is_asked_twice_should_stay_as_it_is()
    {
        await Protection.SetAsync("workers_1", true, None);
        await Protection.SetAsync("workers_1", true, None);
        Assert.True(await Protection.IsProtectedAsync("workers_1", None));
    }

    [Fact]
    public async Task When_the_set_has_no_such_instance_should_name_it()
    {
        var read = await Assert.ThrowsAsync<ScaleInProtectionException>(() => Protection.IsProtectedAsync("workers_9", None));
        var write = await Assert.ThrowsAsync<ScaleInProtectionException>(() => Protection.SetAsync("workers_9", true, None));
        Assert.Contains("'workers_9'", read.Message, StringComparison.Ordinal);
        Assert.Contains("'workers_9'", write.Message, StringComparison.Ordinal);
    }
}
