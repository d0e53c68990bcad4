using RingRift.Local.Arguments;
using RingRift.Local.Stack;

namespace RingRift.Local.Tests.Stack;

public sealed class StackFolderTests : IDisposable
{
    private readonly TestFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Should_let_only_one_stack_own_a_folder()
    {
        var folder = new StackFolder(_folder.Path);
        using (folder.Lock())
        {
            Assert.Null(folder.TryLock());
            Assert.Contains(_folder.Path, Assert.Throws<CommandException>(() => folder.Lock()).Message, StringComparison.Ordinal);
        }

        using var again = folder.TryLock();
        Assert.NotNull(again);
    }

    [Fact]
    public async Task Should_know_endpoints_until_they_are_withdrawn()
    {
        var folder = new StackFolder(_folder.Path);
        var endpoints = new StackEndpoints("UseDevelopmentStorage=true", new Uri("http://127.0.0.1:1/"), new Uri("http://127.0.0.1:2/"));
        Assert.Null(folder.Endpoints());
        await folder.PublishAsync(endpoints, CancellationToken.None);
        Assert.Equal(endpoints, folder.Endpoints());
        folder.Withdraw();
        Assert.Null(folder.Endpoints());
    }

    [Theory]
    [InlineData("")]
    [InlineData("{\"storageConn")]
    [InlineData("null")]
    [InlineData("{}")]
    [InlineData("{\"storageConnectionString\":null,\"functions\":\"http://127.0.0.1:1/\",\"eventGrid\":\"http://127.0.0.1:2/\"}")]
    public async Task When_the_endpoints_are_damaged_should_name_their_file(string text)
    {
        Directory.CreateDirectory(Path.Combine(_folder.Path, "storage"));
        var file = _folder.File("stack.json", text);
        using var running = new StackFolder(_folder.Path).Lock();

        var why = await CommandRun.OfAsync("why", "hex8_2p", "--data", _folder.Path);

        Assert.Equal(1, why.ExitCode);
        Assert.StartsWith($"error: '{file}' does not say where", why.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Should_never_show_endpoints_in_part()
    {
        var folder = new StackFolder(_folder.Path);
        var endpoints = new StackEndpoints(new string('a', 100_000), new Uri("http://127.0.0.1:1/"), new Uri("http://127.0.0.1:2/"));
        await folder.PublishAsync(endpoints, CancellationToken.None);
        var writing = Task.Run(async () =>
        {
            for (var times = 0; times < 50; times++)
            {
                await folder.PublishAsync(endpoints, CancellationToken.None);
            }
        });

        do
        {
            Assert.Equal(endpoints, folder.Endpoints());
        }
        while (!writing.IsCompleted);

        await writing;
        Assert.Equal(["stack.json"], Directory.EnumerateFiles(_folder.Path).Select(Path.GetFileName));
    }

    /// <summary>Nobody may make a file in a folder of <c>/proc</c>, whoever runs the tests.</summary>
    [Theory]
    [InlineData("train")]
    [InlineData("serve")]
    public async Task When_the_folder_cannot_be_written_should_say_so_and_not_that_another_stack_runs(string command)
    {
        var run = await CommandRun.OfAsync(command, "--data", "/proc/self");

        Assert.Equal(1, run.ExitCode);
        Assert.Contains("--data '/proc/self': this cannot be the folder of a stack: ", run.Error, StringComparison.Ordinal);
        Assert.Contains("/proc/self/lock", run.Error, StringComparison.Ordinal);
        Assert.Contains("see 'ringrift doctor'", run.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("another ringrift stack", run.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("train")]
    [InlineData("why", "hex8_2p")]
    [InlineData("models")]
    [InlineData("events", "list")]
    [InlineData("rollback", "hex8_2p", "--to", "1", "--reason", "r")]
    public async Task When_the_folder_is_a_file_should_say_so(params string[] command)
    {
        var file = _folder.File("data", "text");

        var run = await CommandRun.OfAsync([.. command, "--data", file]);

        Assert.Equal(1, run.ExitCode);
        Assert.Contains($"--data '{file}': this cannot be the folder of a stack: it is a file", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task When_another_stack_runs_in_the_folder_should_say_so()
    {
        using var running = new StackFolder(_folder.Path).Lock();

        var run = await CommandRun.OfAsync("train", "--data", _folder.Path);

        Assert.Contains("another ringrift stack runs in this folder", run.Error, StringComparison.Ordinal);
    }
}
