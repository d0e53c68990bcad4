using RingRift.GpuWorker.CommandLine;
using RingRift.Infra.Tests.Scripts;

namespace RingRift.Infra.Tests.CloudInit;

[Trait("Category", "Slow")]
public sealed class GiveBackTests
{
    private const string Nothing = """{"DocumentIncarnation":1,"Events":[]}""";

    [JqTheory]
    [InlineData("exited", WorkerExit.Stopped, true)]
    [InlineData("exited", WorkerExit.Settings, true)]
    [InlineData("exited", WorkerExit.SelfTest, true)]
    [InlineData("exited", WorkerExit.DrainTimedOut, true)]
    [InlineData("exited", 1, false)]
    [InlineData("exited", 125, false)]
    [InlineData("killed", 9, false)]
    public async Task Should_give_the_machine_back_when_the_worker_will_not_be_started_again(string ended, int status, bool isGivenBack)
    {
        var run = await RunAsync(ended, status);
        Assert.True(run.Code == 0, run.ToString());
        Assert.Equal(isGivenBack, IsDeleted(run));
    }

    [JqTheory]
    [InlineData("Reboot", "play_1", false)]
    [InlineData("Redeploy", "play_1", false)]
    [InlineData("Reboot", "PLAY_1", false)]
    [InlineData("Reboot", "play_10", true)]
    [InlineData("Preempt", "play_1", true)]
    [InlineData("Terminate", "play_1", true)]
    [InlineData("Freeze", "play_1", true)]
    public async Task Should_keep_a_machine_that_comes_back(string happens, string machine, bool isGivenBack)
    {
        var run = await RunAsync("exited", WorkerExit.Stopped, events: $$"""{"Events":[{"EventType":"{{happens}}","EventStatus":"Started","Resources":["other","{{machine}}"]}]}""");
        Assert.True(run.Code == 0, run.ToString());
        Assert.Equal(isGivenBack, IsDeleted(run));
    }

    [JqTheory]
    [InlineData("stopping", false)]
    [InlineData("degraded", true)]
    public async Task Should_keep_a_machine_that_is_stopping(string system, bool isGivenBack) =>
        Assert.Equal(isGivenBack, IsDeleted(await RunAsync("exited", WorkerExit.Stopped, system)));

    [JqTheory]
    [InlineData("instance/compute/name")]
    [InlineData("identity/oauth2/token")]
    [InlineData("POST")]
    public async Task When_something_is_not_answered_should_fail_so_that_the_log_has_it(string call)
    {
        using var script = Script("running", Nothing).Answer($"curl *{call}*", "", code: 22);
        Assert.Equal(22, (await script.RunAsync(("EXIT_CODE", "exited"), ("EXIT_STATUS", "0"))).Code);
    }

    // Arguments of a process can be read by everybody on the machine.
    [JqTheory]
    [InlineData("secret")]
    public async Task Should_pass_the_token_through_standard_input(string token)
    {
        var run = await RunAsync("exited", WorkerExit.Stopped);
        Assert.DoesNotContain(run.Texts, text => text.Contains(token, StringComparison.Ordinal));
        Assert.Equal($"header = \"Authorization: Bearer {token}\"", Assert.Single(Assert.Single(run.Calls, IsDeletion).Notes));
    }

    private static async Task<ScriptResult> RunAsync(string ended, int status, string system = "running", string events = Nothing)
    {
        using var script = Script(system, events);
        return await script.RunAsync(("EXIT_CODE", ended), ("EXIT_STATUS", $"{status}"));
    }

    private static MachineScript Script(string system, string events) => new MachineScript("give-back.sh", "curl", "systemctl")
        .Answer("systemctl is-system-running", system, system == "running" ? 0 : 1)
        .Answer("curl *instance/compute/name*", "play_1").Answer("curl *scheduledevents*", events)
        .Answer("curl *client_id=client&resource=https://management.example.net/", """{"access_token":"secret"}""");

    private static bool IsDeleted(ScriptResult run) => run.Calls.Any(IsDeletion);

    private static bool IsDeletion(StandInCall call) => call.Text.EndsWith(
        $$"""--data {"instanceIds":["play_1"]} --config - https://management.example.net{{MachineScript.ScaleSet}}/delete?api-version=2024-07-01""", StringComparison.Ordinal);
}
