using RingRift.Infra.Tests.Scripts;

namespace RingRift.Infra.Tests.CloudInit;

[Trait("Category", "Slow")]
public sealed class StartWorkerTests
{
    private const string Run = "docker run --rm --name ringrift-worker --gpus all ";

    [JqTheory]
    [InlineData(1, new[] { "docker image", "docker login", "docker pull", "docker logout", "install -d", "docker rm", "docker run" })]
    [InlineData(0, new[] { "docker image", "install -d", "docker rm", "docker run" })]
    public async Task Should_fetch_the_image_when_it_is_not_there_and_end_as_the_worker_ends(int inspected, string[] steps)
    {
        using var script = Script(inspected).Answer("docker run *", "", code: 3);
        var run = await script.RunAsync();
        Assert.Equal(3, run.Code);
        Assert.Equal(steps, run.Texts.Where(text => !text.StartsWith("curl", StringComparison.Ordinal)).Select(text => string.Join(' ', text.Split(' ')[..2])));
        var last = run.Calls[^1].Text;
        Assert.StartsWith(Run, last, StringComparison.Ordinal);
        Assert.EndsWith($" --env-file /etc/ringrift/worker.env {MachineScript.Image}", last, StringComparison.Ordinal);
    }

    // Arguments of a process can be read by everybody on the machine.
    [JqTheory]
    [InlineData("access")]
    [InlineData("refresh")]
    public async Task Should_pass_tokens_through_standard_input(string token)
    {
        using var script = Script(inspected: 1);
        var run = await script.RunAsync();
        Assert.DoesNotContain(run.Texts, text => text.Contains($"{token}-secret", StringComparison.Ordinal));
        Assert.Equal($"{token}-secret", Assert.Single(Assert.Single(run.Calls, call => call.Notes.Contains($"{token}-secret")).Notes));
    }

    [JqTheory]
    [InlineData("curl *metadata/identity*")]
    [InlineData("curl *oauth2/exchange*")]
    [InlineData("docker login *")]
    [InlineData("docker pull *")]
    public async Task When_the_image_cannot_be_fetched_should_end_with_a_fault_that_starts_it_again(string step)
    {
        using var script = Script(inspected: 1).Answer(step, "", code: 22);
        var run = await script.RunAsync();
        Assert.DoesNotContain(run.Texts, text => text.StartsWith(Run, StringComparison.Ordinal));
        Assert.DoesNotContain(run.Code, new[] { 0, 2, 3, 4 });
    }

    private static MachineScript Script(int inspected) => new MachineScript("start-worker.sh", "curl", "docker", "install")
        .Answer("docker image inspect *", "", inspected)
        .Answer("curl *metadata/identity*client_id=client&resource=https://management.example.net/", """{"access_token":"access-secret"}""")
        .Answer("curl *oauth2/exchange", """{"refresh_token":"refresh-secret"}""");
}
