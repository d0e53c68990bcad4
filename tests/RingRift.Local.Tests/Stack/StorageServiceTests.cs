using System.Diagnostics;
using Azure.Storage.Queues;
using RingRift.Emulators.Storage;
using RingRift.Local.Arguments;
using RingRift.Local.Stack;

namespace RingRift.Local.Tests.Stack;

/// <summary>The real emulator, killed as the system kills when memory is short.</summary>
[Trait("Category", "Slow")]
public sealed class StorageServiceTests : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);
    private readonly TestFolder _data = new();
    private readonly FileLogs _logs;

    public StorageServiceTests() => _logs = new FileLogs(_data.Path, "stack");

    public void Dispose()
    {
        _logs.Dispose();
        _data.Dispose();
    }

    [Fact]
    public async Task When_it_is_killed_should_come_back_at_the_same_place_with_its_data()
    {
        string connection;
        await using (var first = await StartAsync())
        {
            await new QueueClient(first.ConnectionString, "kept").CreateAsync();
        }

        await using var storage = await StartAsync();
        (connection, var before) = (storage.ConnectionString, storage.ProcessId);
        Kill(before);
        while (storage.Note is null || storage.ProcessId == before)
        {
            Assert.False(storage.Completion.IsCompleted);
            await Task.Delay(TimeSpan.FromMilliseconds(20));
        }

        Assert.StartsWith("storage was started again 1 times; see ", storage.Note, StringComparison.Ordinal);
        Assert.Equal(connection, storage.ConnectionString);
        Assert.True(await new QueueClient(connection, "kept").ExistsAsync());
    }

    [Fact]
    public async Task When_it_cannot_come_back_should_end_with_the_reason_and_the_log()
    {
        await using var storage = await StartAsync();
        await new QueueClient(storage.ConnectionString, "lost").CreateAsync();
        var damaged = Path.Combine(_data.Path, "__azurite_db_queue__.json");
        await File.WriteAllTextAsync(damaged, string.Empty);
        Kill(storage.ProcessId);

        var error = await Assert.ThrowsAsync<CommandException>(() => storage.Completion.WaitAsync(Patience));

        Assert.StartsWith("storage ended 5 times, last before it listened; its log is ", error.Message, StringComparison.Ordinal);
        Assert.Contains(_logs.Path, error.Message, StringComparison.Ordinal);
        Assert.Contains(damaged, error.Message, StringComparison.Ordinal);
    }

    private static void Kill(int process)
    {
        using var victim = Process.GetProcessById(process);
        victim.Kill();
    }

    private Task<StorageService> StartAsync() => StorageService.StartAsync(new AzuriteOptions { DataFolder = _data.Path }, _logs, TimeProvider.System, CancellationToken.None);
}
