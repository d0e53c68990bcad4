using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using RingRift.GpuWorker.Rungs;
using RingRift.GpuWorker.Status;
using RingRift.GpuWorker.Torch;
using RingRift.GpuWorker.Training;

namespace RingRift.GpuWorker.Tests.Rungs;

public sealed class RungMemoryTests : IDisposable
{
    private static readonly TorchRung Safer = TorchRung.All[1];
    private static readonly IReadOnlyList<RungResult> Tried = [new("default", false, ["wrong"], 740), new("SSE41", true, [], 590)];
    private readonly DirectoryInfo _root = Directory.CreateTempSubdirectory("ringrift-rungs-");
    private readonly CountingLogger _log = new();

    private string Folder => Path.Combine(_root.FullName, "self-test");

    private string FileName => Path.Combine(Folder, "rungs.json");

    public void Dispose() => _root.Delete(recursive: true);

    [Fact]
    public void Should_remember_a_rung_and_what_each_costs()
    {
        Memory().Remember(Safer, Tried);

        var recalled = Memory().Recall()!;
        Assert.Equal(("SSE41", 740, 590), (recalled.Rung, recalled.RowsPerSecond["default"], recalled.RowsPerSecond["SSE41"]));
        Assert.Single(Directory.GetFiles(Folder));
    }

    [Fact]
    public void Should_keep_what_it_knew_when_a_safer_rung_follows()
    {
        Memory().Remember(Safer, Tried);
        Memory().Remember(TorchRung.All[2], [new("SSE41", false, ["wrong"]), new("no-oneDNN", true, [], 300)]);

        var recalled = Memory().Recall()!;
        Assert.Equal("no-oneDNN", recalled.Rung);
        Assert.Equal(["SSE41", "default", "no-oneDNN"], recalled.RowsPerSecond.Keys.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void When_the_first_rung_passes_should_forget()
    {
        Memory().Remember(Safer, Tried);
        Memory().Remember(TorchRung.First, [new("default", true, [], 3000)]);
        Assert.Null(Memory().Recall());
    }

    [Fact]
    public void When_the_first_rung_passes_and_nothing_is_known_should_write_nothing()
    {
        Memory().Remember(TorchRung.First, [new("default", true, [], 3000)]);
        Assert.False(Directory.Exists(Folder));
    }

    [Fact]
    public void When_other_networks_are_trained_should_not_know()
    {
        Memory().Remember(Safer, Tried);
        Assert.Null(Memory(training: new TrainingOptions { Channels = 17 }).Recall());
    }

    [Theory]
    [InlineData("SelfTest:FailRungs")]
    [InlineData("SelfTest:Remember")]
    public void When_rungs_are_made_to_fail_or_memory_is_off_should_neither_read_nor_write(string setting)
    {
        var options = setting.EndsWith("FailRungs", StringComparison.Ordinal)
            ? Settings with { FailRungs = "SSE41" }
            : Settings with { Remember = false };
        Memory(options).Remember(Safer, Tried);
        Assert.False(Directory.Exists(Folder));

        Memory().Remember(Safer, Tried);
        Assert.Null(Memory(options).Recall());
        Assert.NotNull(Memory().Recall());
    }

    [Theory]
    [InlineData("")]
    [InlineData("{")]
    [InlineData("[]")]
    [InlineData("null")]
    [InlineData("{\"KEY\":null}")]
    [InlineData("{\"KEY\":{\"rung\":\"fastest\",\"rowsPerSecond\":{},\"time\":\"2026-01-01T00:00:00Z\"}}")]
    [InlineData("{\"KEY\":{\"rung\":\"SSE41\",\"rowsPerSecond\":null,\"time\":\"2026-01-01T00:00:00Z\"}}")]
    [InlineData("{\"KEY\":{\"rung\":7}}")]
    public void When_the_file_is_damaged_should_leave_it_out_and_write_it_anew(string text)
    {
        Directory.CreateDirectory(Folder);
        File.WriteAllText(FileName, text.Replace("KEY", Memory().Key, StringComparison.Ordinal));
        Assert.Null(Memory().Recall());

        Memory().Remember(Safer, Tried);
        Assert.Equal("SSE41", Memory().Recall()?.Rung);
    }

    [Fact]
    public void When_the_file_is_no_json_should_say_so()
    {
        Directory.CreateDirectory(Folder);
        File.WriteAllText(FileName, "SSE41");
        Assert.Null(Memory().Recall());
        Assert.Equal(1, _log.Warnings);
    }

    [Fact]
    public void Should_keep_the_folder_to_its_user_and_believe_no_other()
    {
        if (OperatingSystem.IsWindows())
        {
            return;
        }

        Memory().Remember(Safer, Tried);
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute, File.GetUnixFileMode(Folder));

        File.SetUnixFileMode(Folder, File.GetUnixFileMode(Folder) | UnixFileMode.OtherWrite);
        Assert.Null(Memory().Recall());
        Assert.Equal(1, _log.Warnings);
    }

    [Fact]
    public void When_the_folder_cannot_be_made_should_go_on_and_say_so()
    {
        File.WriteAllText(Folder, "a file");
        Memory().Remember(Safer, Tried);
        Assert.Null(Memory().Recall());
        Assert.InRange(_log.Warnings, 1, 2);
    }

    [Fact]
    public void Should_tell_processors_libraries_and_builds_apart() =>
        Assert.Matches(
            @".+; features [0-9a-z]+; TorchSharp \d+\.\d+.*; ONNX Runtime \d+\.\d+.*; worker [0-9a-f]{32}; 4x32, 128 rows, 1 threads",
            Memory().Key);

    private SelfTestOptions Settings => new() { Folder = Folder };

    private RungMemory Memory(SelfTestOptions? options = null, TrainingOptions? training = null) => new(
        Options.Create(options ?? Settings), Options.Create(training ?? new TrainingOptions()), TimeProvider.System, _log);

    private sealed class CountingLogger : ILogger<RungMemory>
    {
        public int Warnings { get; private set; }

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => NullLogger.Instance.BeginScope(state);

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(
            LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            Warnings += logLevel == LogLevel.Warning ? 1 : 0;
    }
}
