using RingRift.Local.Arguments;
using RingRift.Local.Stack;

namespace RingRift.Local.Tests.Stack;

[Trait("Category", "Slow")]
public sealed class ChildProcessTests : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);
    private readonly TestFolder _logs = new();

    public void Dispose() => _logs.Dispose();

    [Fact]
    public async Task When_the_host_is_not_on_the_path_should_say_so()
    {
        await using var process = Start("worker", StackPrograms.Worker, options => options with { Host = "no-such-dotnet" });

        var error = await Assert.ThrowsAsync<CommandException>(() => process.Completion.WaitAsync(Patience));

        Assert.Contains("worker: 'no-such-dotnet' cannot be started", error.Message, StringComparison.Ordinal);
        Assert.Contains("PATH", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("worker", "EventGrid__TopicEndpoint", "nonsense", "EventGrid:TopicEndpoint 'nonsense'")]
    [InlineData("worker", "Worker__LeaseSeconds", "1", "LeaseSeconds must be between 3 and 3600")]
    [InlineData("functions", "AzureWebJobsStorage", "nonsense", "AzureWebJobsStorage is not a storage connection string")]
    [InlineData("functions", "Pipeline__PairsPerChunk", "0", "PairsPerChunk must be between 1")]
    public async Task When_a_setting_is_wrong_should_show_what_the_program_says_and_not_start_it_again(string name, string setting, string value, string said)
    {
        await using var process = Start(name, name == "worker" ? StackPrograms.Worker : StackPrograms.Functions, options => options with
        {
            Arguments = name == "functions" ? ["--port", "0"] : [],
            Environment = new Dictionary<string, string>
            {
                ["AzureWebJobsStorage"] = "UseDevelopmentStorage=true",
                ["EventGrid__TopicEndpoint"] = "https://topic.test/",
                ["EventGrid__TopicKey"] = "key",
                [setting] = value,
            },
        });

        var error = await Assert.ThrowsAsync<CommandException>(() => process.Completion.WaitAsync(Patience));

        Assert.Contains($"{name} refused its settings", error.Message, StringComparison.Ordinal);
        Assert.Contains(said, error.Message, StringComparison.Ordinal);
        Assert.Equal(0, process.Restarts);
    }

    private ChildProcess Start(string name, string assembly, Func<ChildProcessOptions, ChildProcessOptions> change) => ChildProcess.Start(
        change(new ChildProcessOptions { Name = name, Assembly = assembly, LogFolder = _logs.Path }), TimeProvider.System);
}
