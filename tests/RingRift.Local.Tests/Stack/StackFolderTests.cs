using RingRift.Local.Commands;
using RingRift.Local.Stack;

namespace RingRift.Local.Tests.Stack;

public sealed class StackFolderTests : IDisposable
{
    private readonly TestFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Only_one_stack_should_own_a_folder()
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
    public async Task Endpoints_should_be_known_until_they_are_withdrawn()
    {
        var folder = new StackFolder(_folder.Path);
        var endpoints = new StackEndpoints("UseDevelopmentStorage=true", new Uri("http://127.0.0.1:1/"), new Uri("http://127.0.0.1:2/"));
        Assert.Null(folder.Endpoints());
        await folder.PublishAsync(endpoints, CancellationToken.None);
        Assert.Equal(endpoints, folder.Endpoints());
        folder.Withdraw();
        Assert.Null(folder.Endpoints());
    }
}
