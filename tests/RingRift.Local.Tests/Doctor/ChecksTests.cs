using System.Net;
using System.Net.Sockets;
using RingRift.Local.Doctor;
using RingRift.Local.Stack;

namespace RingRift.Local.Tests.Doctor;

public sealed class ChecksTests : IDisposable
{
    private static readonly DateTimeOffset Now = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);
    private readonly TestFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void When_a_port_is_taken_should_name_who_has_it()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var port = ((IPEndPoint)listener.LocalEndpoint).Port;

        var taken = PortCheck.Look(port, "functions", "take another");
        Assert.Equal((FindingState.Warning, "take another"), (taken.State, taken.Mend));
        Assert.Contains($"(process {Environment.ProcessId})", taken.Value, StringComparison.Ordinal);

        listener.Stop();
        Assert.Equal(FindingState.Ok, PortCheck.Look(port, "functions", "take another").State);
    }

    [Fact]
    public void Should_judge_a_folder_where_it_would_be_made()
    {
        var found = FolderCheck.Look("data", Path.Combine(_folder.Path, "a", "b"), "choose").ToList();
        Assert.StartsWith($"{_folder.Path}/a/b, to be made in {_folder.Path}: writable, owner ", found[0].Value, StringComparison.Ordinal);
        Assert.Contains("mode 700", found[0].Value, StringComparison.Ordinal);
        Assert.Empty(Directory.EnumerateFileSystemEntries(_folder.Path));
    }

    [Fact]
    public void When_a_folder_cannot_be_written_should_fail_with_the_cause()
    {
        var (closed, file) = (Assert.Single(FolderCheck.Look("data", "/proc/self", "choose")), Assert.Single(FolderCheck.Look("data", _folder.File("x", "text"), "choose")));
        Assert.Equal((FindingState.Fails, FindingState.Fails), (closed.State, file.State));
        Assert.Contains("/proc/self/", closed.Value, StringComparison.Ordinal);
        Assert.EndsWith("is a file", file.Value, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(1L << 20, "fails")]
    [InlineData(1L << 30, "warning")]
    [InlineData(1L << 40, "ok")]
    public void Should_judge_the_room_on_the_disk(long free, string state) => Assert.Equal(state, Word(FolderCheck.Room("room", free)));

    [Theory]
    [InlineData(1L << 30, "fails")]
    [InlineData(4L << 30, "warning")]
    [InlineData(8L << 30, "ok")]
    public void Should_judge_the_memory(long bytes, string state) => Assert.Equal(state, Word(MachineChecks.Memory(bytes)));

    [Theory]
    [InlineData("2026-03-01T12:00:00Z", null, "ok")]
    [InlineData("2026-03-01T12:00:00Z", "2026-03-01T12:01:00Z", "ok")]
    [InlineData("2026-03-01T12:00:00Z", "2026-03-02T12:00:00Z", "warning")]
    [InlineData("1970-01-01T00:05:00Z", null, "fails")]
    [InlineData("2201-01-01T00:05:00Z", null, "fails")]
    public void Should_judge_the_clock_by_its_year_and_by_what_was_stored(string now, string? newest, string state) =>
        Assert.Equal(state, Word(MachineChecks.Clock(DateTimeOffset.Parse(now, null), newest is null ? null : DateTimeOffset.Parse(newest, null))));

    [Fact]
    public void When_a_file_is_of_the_future_should_find_it_in_the_data_folder()
    {
        File.SetLastWriteTimeUtc(_folder.File("old", "text"), Now.UtcDateTime.AddDays(3));
        Assert.Contains(MachineChecks.Look(new DirectoryInfo(_folder.Path), new FixedTime(Now)), found => found is { Name: "clock", State: FindingState.Warning });
    }

    [Fact]
    public void Should_show_proxies_without_their_passwords()
    {
        Assert.Equal("none set", MachineChecks.Proxy(_ => null).Value);
        var uncovered = MachineChecks.Proxy(name => name == "https_proxy" ? "http://me:secret@proxy.test:8080" : null);
        Assert.Equal(FindingState.Warning, uncovered.State);
        Assert.Contains("https_proxy=http://***@proxy.test:8080", uncovered.Value, StringComparison.Ordinal);
        Assert.DoesNotContain("secret", uncovered.Value, StringComparison.Ordinal);
        Assert.Equal(FindingState.Ok, MachineChecks.Proxy(name => name is "HTTP_PROXY" ? "http://proxy.test" : name is "NO_PROXY" ? "localhost, 127.0.0.1" : null).State);
    }

    [Fact]
    public void Should_look_for_the_sdk()
    {
        Assert.Equal(FindingState.Fails, ToolChecks.Dotnet(null).State);
        Assert.Equal(FindingState.Warning, ToolChecks.Dotnet("8.0.400 [/usr/share/dotnet/sdk]\n").State);
        Assert.Equal(FindingState.Ok, ToolChecks.Dotnet($"8.0.400 [/x]\n{Environment.Version.Major}.0.401 [/x]\n").State);
    }

    [Fact]
    public void When_a_stack_runs_should_tell_it()
    {
        using var running = new StackFolder(_folder.Path).Lock();
        Assert.Contains(FolderCheck.Look(new DirectoryInfo(_folder.Path)), found => found is { Name: "stack", State: FindingState.Fails });
    }

    private static string Word(Finding finding) => finding.State.ToString().ToLowerInvariant();

    private sealed class FixedTime(DateTimeOffset now) : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => now;
    }
}
