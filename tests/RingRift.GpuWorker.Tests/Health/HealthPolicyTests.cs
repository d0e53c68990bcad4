using RingRift.GpuWorker.Health;
using RingRift.GpuWorker.Status;

namespace RingRift.GpuWorker.Tests.Health;

public sealed class HealthPolicyTests
{
    private static readonly DateTimeOffset Now = new(2026, 1, 1, 12, 0, 0, TimeSpan.Zero);
    private static readonly HealthOptions Options = new() { HeartbeatSeconds = 60 };
    private static readonly WorkerCondition Good = new() { LastBeat = Now, IdleSince = Now, SelfTest = SelfTestState.Passed };

    public static TheoryData<string, WorkerCondition, bool, HealthReasonCode[]> Conditions => new()
    {
        { "idle", Good, true, [] },
        { "at work", Good with { AtWork = true, LastBeat = Now.AddSeconds(-60) }, true, [] },
        { "silent", Good with { LastBeat = Now.AddSeconds(-61) }, false, [HealthReasonCode.NoHeartbeat] },
        { "starting", Good with { SelfTest = SelfTestState.Pending }, true, [HealthReasonCode.SelfTestPending] },
        { "broken", Good with { SelfTest = SelfTestState.Failed, DrainReason = "so" }, true, [HealthReasonCode.SelfTestFailed, HealthReasonCode.Draining] },
        { "draining", Good with { DrainReason = "evicted" }, true, [HealthReasonCode.Draining] },
        { "cut off", Good with { StorageFault = "503" }, true, [HealthReasonCode.StorageUnreachable] },
        { "all of it", Good with { StorageFault = "503", LastBeat = default }, false, [HealthReasonCode.NoHeartbeat, HealthReasonCode.StorageUnreachable] },
    };

    [Theory]
    [MemberData(nameof(Conditions))]
    public void Should_judge(string name, WorkerCondition condition, bool isLive, HealthReasonCode[] reasons)
    {
        var report = HealthPolicy.Judge(condition, Now, Options);
        Assert.Equal((name, isLive, reasons.Length == 0), (name, report.IsLive, report.IsReady));
        Assert.Equal(reasons, report.Reasons.Select(reason => reason.Code));
        Assert.Equal(condition.AtWork, report.AtWork);
    }

    [Fact]
    public void Should_say_what_exactly_is_wrong()
    {
        var condition = Good with
        {
            LastBeat = Now.AddSeconds(-90),
            SelfTest = SelfTestState.Failed,
            SelfTestFailures = ["NaN", "no GPU"],
            DrainReason = "Preempt",
            StorageFault = "503 busy",
        };
        var reasons = HealthPolicy.Judge(condition, Now, Options).Reasons.Select(reason => reason.Message);
        Assert.Equal(["no sign of life for 90 s; 60 s are allowed", "NaN; no GPU", "Preempt", "503 busy"], reasons);
    }
}
