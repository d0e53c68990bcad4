using RingRift.Files;

namespace RingRift.Emulators.Tests.Files;

public sealed class AtomicFileTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("ringrift-atomic-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public async Task When_a_file_is_read_while_it_is_written_should_show_old_or_new_and_never_a_part()
    {
        var path = Path.Combine(_folder.FullName, "file");
        AtomicFile.Write(path, new byte[200_000]);
        var writing = Task.Run(() =>
        {
            for (byte times = 1; times < 50; times++)
            {
                AtomicFile.Write(path, Enumerable.Repeat(times, 200_000).ToArray());
            }
        });

        do
        {
            var seen = await File.ReadAllBytesAsync(path);
            Assert.Equal((200_000, 1), (seen.Length, seen.Distinct().Count()));
        }
        while (!writing.IsCompleted);

        await writing;
        Assert.Single(_folder.EnumerateFiles());
    }

    [Fact]
    public void When_it_cannot_be_replaced_should_leave_no_draft_behind()
    {
        var path = Directory.CreateDirectory(Path.Combine(_folder.FullName, "folder")).FullName;
        Assert.ThrowsAny<Exception>(() => AtomicFile.Write(path, new byte[1]));
        Assert.Empty(_folder.EnumerateFiles());
    }

    [Fact]
    public void When_a_lock_cannot_be_had_should_not_wait_for_it() =>
        Assert.ThrowsAny<IOException>(() => FileLock.TryTake("/proc/self/lock"));

    [Fact]
    public async Task When_its_holder_gives_a_lock_back_should_free_it()
    {
        var path = Path.Combine(_folder.FullName, "lock");
        var first = FileLock.TryTake(path)!;
        Assert.Null(FileLock.TryTake(path));
        var second = FileLock.TakeAsync(path, CancellationToken.None);
        Assert.False(second.IsCompleted);
        first.Dispose();
        (await second).Dispose();
    }
}
