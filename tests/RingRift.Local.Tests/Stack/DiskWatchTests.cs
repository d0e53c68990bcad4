using RingRift.Local.Arguments;
using RingRift.Local.Stack;

namespace RingRift.Local.Tests.Stack;

public sealed class DiskWatchTests : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);
    private readonly TestFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task When_there_is_too_little_room_should_end_the_start_at_once_and_begin_nothing()
    {
        var plan = new StackPlan { Workers = 1, DiskReserve = long.MaxValue / 2 };
        var error = await Assert.ThrowsAsync<CommandException>(
            () => LocalStack.StartAsync(new StackFolder(_folder.Path), plan, _ => { }, TimeProvider.System, CancellationToken.None));
        Assert.Matches($"^the disk of {_folder.Path} is full: [0-9]+ MB free, [0-9]+ MB needed", error.Message);
        Assert.False(Directory.Exists(Path.Combine(_folder.Path, "storage")));
    }

    [Fact]
    public void When_a_database_is_large_should_need_room_for_another_of_its_size()
    {
        var free = new DriveInfo(_folder.Path).AvailableFreeSpace;
        using (var database = File.Create(
            Path.Combine(Directory.CreateDirectory(Path.Combine(_folder.Path, "storage")).FullName, "__azurite_db_table__.json")))
        {
            // Sparse: it takes no room itself.
            database.SetLength(free);
        }

        Assert.Contains(
            "is full", Assert.Throws<CommandException>(() => DiskWatch.Start(_folder.Path, DiskWatch.Reserve, TimeProvider.System)).Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task When_the_disk_takes_no_more_bytes_should_say_so()
    {
        await using var watch = DiskWatch.Start(_folder.Path, reserve: 0, TimeProvider.System);

        // The system's own full disk, where the watch writes next.
        File.CreateSymbolicLink(Path.Combine(_folder.Path, "disk.probe"), "/dev/full");

        var error = await Assert.ThrowsAsync<CommandException>(() => watch.Completion.WaitAsync(Patience));
        Assert.Contains($"the disk of {_folder.Path} is full", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void When_a_log_is_on_a_full_disk_should_lose_its_lines_and_go_on()
    {
        using var log = new LogFile("/dev/full");
        log.Write("nobody reads this");
        log.Write("nor this");
    }

    [Fact]
    public async Task When_there_is_room_should_leave_nothing_behind()
    {
        await using (var watch = DiskWatch.Start(_folder.Path, reserve: 0, TimeProvider.System))
        {
            Assert.False(watch.Completion.IsCompleted);
        }

        Assert.Empty(Directory.EnumerateFileSystemEntries(_folder.Path));
    }
}
