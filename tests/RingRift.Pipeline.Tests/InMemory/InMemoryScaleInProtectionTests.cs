using RingRift.InMemory;
using RingRift.Pipeline.Compliance;
using RingRift.Pipeline.Jobs;

namespace RingRift.Pipeline.Tests.InMemory;

public sealed class InMemoryScaleInProtectionTests : ScaleInProtectionCompliance
{
    protected override IScaleInProtection Protection { get; } = new InMemoryScaleInProtection("workers_0", "workers_1");

    [Fact]
    public async Task When_a_change_changes_nothing_should_not_tell_it()
    {
        var protection = new InMemoryScaleInProtection("one");
        var told = new List<(string, bool)>();
        protection.Changed += (instance, isProtected) => told.Add((instance, isProtected));
        await protection.SetAsync("one", false, default);
        await protection.SetAsync("one", true, default);
        await protection.SetAsync("one", true, default);
        Assert.Equal([("one", true)], told);
    }
}
