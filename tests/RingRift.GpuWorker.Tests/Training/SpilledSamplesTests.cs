using RingRift.Game;
using RingRift.GpuWorker.Training;
using RingRift.Learning.Encoding;

namespace RingRift.GpuWorker.Tests.Training;

public sealed class SpilledSamplesTests
{
    public static TheoryData<string> Configs => [.. GameConfig.All.Select(config => config.Name)];

    [Theory]
    [MemberData(nameof(Configs))]
    public void Should_give_back_the_rows_of_every_config_in_any_order(string name)
    {
        const int Rows = 7;
        var config = GameConfig.Parse(name);
        var archive = SyntheticSamples.Archive(config, Rows);
        var expected = SelfPlayedSamples.Rows(archive);
        using var spilled = SelfPlayedSamples.Spilled("synthetic", archive);
        var read = new SpilledRow(config);

        Assert.Equal((config, Rows), (spilled.Config, spilled.Count));
        foreach (var row in new[] { 6, 0, 3, 3, 5, 1, 2, 4 })
        {
            spilled.Read(row, read);
            var (planes, game, targets) = expected[row];
            Assert.Equal(game, spilled.GameOf(row));
            Assert.True(read.Planes.SequenceEqual(planes), $"planes of row {row}");
            Assert.Equal(targets.Actions, read.Actions.ToArray());
            Assert.Equal(targets.Weights, read.Weights.ToArray());
            Assert.Equal(targets.Value, read.Value.ToArray());
            Assert.Equal(targets.Symmetric, read.Symmetric);
        }
    }

    [Fact]
    public void Should_hold_many_rows_of_a_large_board_without_their_planes_in_memory()
    {
        const int Rows = 1000;
        var config = GameConfig.Parse("hexagonal_4p");
        var archive = SyntheticSamples.Archive(config, Rows);
        var before = GC.GetTotalMemory(forceFullCollection: true);

        using var spilled = SelfPlayedSamples.Spilled("large", archive);

        var held = GC.GetTotalMemory(forceFullCollection: true) - before;
        GC.KeepAlive(archive);
        Assert.Equal(Rows, spilled.Count);
        Assert.InRange(held, long.MinValue, (long)Rows * PositionEncoder.For(config).Size / 4);
        Assert.InRange(spilled.SpilledBytes, 1, (long)Rows * PositionEncoder.For(config).Size / 4);
    }

    [Fact]
    public void When_the_disk_is_full_should_say_where_and_how_far_it_came()
    {
        if (!OperatingSystem.IsLinux())
        {
            // Only Linux has a file that is always full.
            return;
        }

        const int NoSpace = 28;
        var archive = SyntheticSamples.Archive(GameConfig.Parse("hex8_2p"), 3);
        var full = new FileStream("/dev/full", FileMode.Open, FileAccess.ReadWrite, FileShare.ReadWrite);

        var error = Assert.Throws<IOException>(() => SpilledSamples.Create("abc", new MemoryStream(archive), full, default));

        Assert.StartsWith("Sample file abc: after 3 of 3 rows", error.Message, StringComparison.Ordinal);
        Assert.Contains(Path.GetTempPath(), error.Message, StringComparison.Ordinal);
        Assert.Equal(NoSpace, error.HResult & 0xFFFF);
    }

    [Fact]
    public void When_the_file_is_cut_short_or_no_archive_should_name_it()
    {
        var archive = SyntheticSamples.Archive(GameConfig.Parse("hex8_2p"), 3);

        foreach (var damaged in new[] { archive[..(archive.Length / 2)], [1, 2, 3], [] })
        {
            var error = Assert.Throws<TrainingException>(() => SelfPlayedSamples.Spilled("abc", damaged));
            Assert.StartsWith("Sample file abc cannot be read: ", error.Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void When_it_is_stopped_should_stop_between_rows() => Assert.ThrowsAny<OperationCanceledException>(
        () => SpilledSamples.Create(
            "abc", new MemoryStream(SyntheticSamples.Archive(GameConfig.Parse("hex8_2p"), 3)), new CancellationToken(canceled: true)));

    [Fact]
    public void When_the_temporary_file_changed_should_say_so()
    {
        var (path, archive) = (Path.GetTempFileName(), SyntheticSamples.Archive(GameConfig.Parse("hex8_2p"), 3));
        try
        {
            using var file = new FileStream(path, FileMode.Open, FileAccess.ReadWrite, FileShare.ReadWrite);
            using var spilled = SpilledSamples.Create("abc", new MemoryStream(archive), file, default);
            file.SetLength(spilled.SpilledBytes - 1);

            var error = Assert.Throws<TrainingException>(() => spilled.Read(2, new SpilledRow(spilled.Config)));
            Assert.Contains("row 2 of 3", error.Message, StringComparison.Ordinal);
        }
        finally
        {
            File.Delete(path);
        }
    }
}
