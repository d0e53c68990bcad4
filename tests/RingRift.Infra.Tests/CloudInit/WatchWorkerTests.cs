using RingRift.Infra.Tests.Scripts;

namespace RingRift.Infra.Tests.CloudInit;

[Trait("Category", "Slow")]
public sealed class WatchWorkerTests
{
    private const string Kill = "docker kill ringrift-worker";

    [JqTheory]
    [InlineData("true", 0, 1)]
    [InlineData("false", 22, 0)]
    [InlineData("", 22, 0)]
    public async Task When_the_worker_lives_or_does_not_run_should_leave_it_at_once(string running, int asked, int questions)
    {
        var run = await RunAsync(running, asked);
        Assert.Equal(0, run.Code);
        Assert.Equal(questions, Questions(run));
        Assert.DoesNotContain(Kill, run.Texts);
        Assert.DoesNotContain("sleep 30", run.Texts);
    }

    // 22: an answer that is no success, 28: none in time.
    [JqTheory]
    [InlineData(22)]
    [InlineData(28)]
    public async Task When_the_worker_never_answers_for_five_minutes_should_kill_it(int asked)
    {
        var run = await RunAsync("true", asked);
        Assert.Equal(0, run.Code);
        Assert.Equal((10, 10), (Questions(run), run.Texts.Count(text => text == "sleep 30")));
        Assert.Equal(Kill, run.Texts.Last());
    }

    private static int Questions(ScriptResult run) => run.Texts.Count(text => text.EndsWith(" http://127.0.0.1:8081/health/live", StringComparison.Ordinal));

    private static async Task<ScriptResult> RunAsync(string running, int asked)
    {
        using var script = new MachineScript("watch-worker.sh", "curl", "docker", "sleep")
            .Answer("docker inspect *", running, running.Length > 0 ? 0 : 1).Answer("curl *", "", asked);
        return await script.RunAsync();
    }
}
