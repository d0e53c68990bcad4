using System.IO.Compression;
using RingRift.Game.Traces;

namespace RingRift.Game.Tests.Traces;

public sealed class TraceVerifierTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("ringrift-traces");

    public static TheoryData<string> Files => [.. TestData.TraceFiles];

    public void Dispose() => _folder.Delete(recursive: true);

    [Theory]
    [MemberData(nameof(Files))]
    public void Should_reproduce_every_recorded_game(string file)
    {
        var report = TraceVerifier.Verify(TestData.PathOf("traces", file), threads: 2);

        Assert.True(report.Passed, string.Join('\n', report.Mismatches.Take(3)));
        Assert.True(report.Games > 10);
    }

    [Fact]
    public void Should_have_all_recorded_games_at_hand() =>
        Assert.Equal(1722, TestData.TraceFiles.Sum(file => Lines(file).Count()));

    [Theory]
    [InlineData("454ffe348f4b64c3", "0000000000000000", "start state hash", -1)]
    [InlineData("\"elim\":18", "\"elim\":19", "header constants", -1)]
    [InlineData("\"P:2,1:1\",192", "\"P:2,1:1\",191", "legal count", 0)]
    [InlineData("36cfdadad607059f", "36cfdadad607059e", "legal hash", 1)]
    [InlineData("M:2,1>0,1", "M:2,1>2,1", "move", 1)]
    [InlineData("2ff3b8d35343e4ce", "2ff3b8d35343e4cf", "state hash", 0)]
    [InlineData("[1,\"M\",\"M:2,1", "[2,\"M\",\"M:2,1", "phase and seat", 1)]
    public void When_a_record_differs_should_show_the_first_differing_ply(string recorded, string tampered, string what, int ply)
    {
        var line = Lines("square8_2p.jsonl.gz").First();
        var file = Write("tampered.jsonl", Lines("square8_2p.jsonl.gz").Skip(1).First(), line.Replace(recorded, tampered, StringComparison.Ordinal));

        var report = TraceVerifier.Verify(file);

        var mismatch = Assert.Single(report.Mismatches);
        Assert.Equal(2, report.Games);
        Assert.Equal((what, ply, 2, "square8", 1000000L), (mismatch.What, mismatch.Ply, mismatch.Line, mismatch.Board, mismatch.Seed));
        Assert.Contains(what, mismatch.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void When_the_result_differs_should_show_both()
    {
        var line = Lines("square8_2p.jsonl.gz").First();
        var end = line[line.LastIndexOf("\"e\":", StringComparison.Ordinal)..];
        var other = end.Contains("\"winner\":1", StringComparison.Ordinal)
            ? end.Replace("\"winner\":1", "\"winner\":2", StringComparison.Ordinal)
            : end.Replace("\"winner\":2", "\"winner\":1", StringComparison.Ordinal);

        var report = TraceVerifier.Verify(Write("result.jsonl", line.Replace(end, other, StringComparison.Ordinal)));

        Assert.Equal("result", Assert.Single(report.Mismatches).What);
    }

    [Theory]
    [InlineData("{", "not a JSON object")]
    [InlineData("[]", "not a recorded game")]
    [InlineData("{\"h\":{}}", "not a recorded game")]
    public void When_a_line_is_malformed_should_name_file_and_line(string text, string rule)
    {
        var file = Write("malformed.jsonl", Lines("hex8_2p_small.jsonl.gz").First(), text);

        var failure = Assert.Throws<TraceFormatException>(() => TraceVerifier.Verify(file));

        Assert.Equal(2, failure.Line);
        Assert.Contains($"{file}:2: {rule}", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void When_a_file_is_not_gzip_should_say_so()
    {
        var file = Write("plain.jsonl.gz", "no gzip here");

        Assert.Contains("gzip", Assert.Throws<TraceFormatException>(() => TraceVerifier.Verify(file)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void When_there_is_nothing_to_verify_should_name_the_path()
    {
        Assert.Contains(_folder.FullName, Assert.Throws<FileNotFoundException>(() => TraceVerifier.Verify(_folder.FullName)).Message, StringComparison.Ordinal);
        Assert.Throws<FileNotFoundException>(() => TraceVerifier.Verify(Path.Combine(_folder.FullName, "absent")));
    }

    [Fact]
    public void Should_tell_progress_after_every_game()
    {
        Write("one.jsonl", Lines("hex8_2p_small.jsonl.gz").First());
        Write("two.jsonl", Lines("hex8_3p_small.jsonl.gz").First());
        var told = new List<TraceProgress>();

        var report = TraceVerifier.Verify(_folder.FullName, threads: 2, told.Add);

        Assert.Equal([1, 2], told.Select(progress => progress.Games));
        Assert.Equal((2, 2, told[1].Plies), (report.Files, report.Games, report.Plies));
    }

    private static IEnumerable<string> Lines(string file)
    {
        using var reader = new StreamReader(new GZipStream(File.OpenRead(TestData.PathOf("traces", file)), CompressionMode.Decompress));
        while (reader.ReadLine() is { } line)
        {
            yield return line;
        }
    }

    private string Write(string name, params string[] lines)
    {
        var file = Path.Combine(_folder.FullName, name);
        File.WriteAllLines(file, lines);
        return file;
    }
}
