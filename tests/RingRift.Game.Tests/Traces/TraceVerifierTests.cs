using System.Diagnostics;
using System.IO.Compression;
using System.Text;
using System.Text.Json;
using RingRift.Game.Traces;

namespace RingRift.Game.Tests.Traces;

[Trait("Category", "Slow")]
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
        Assert.Equal(1722, TestData.TraceFiles.Sum(file => TestData.GamesOf(file).Count()));

    [Theory]
    [InlineData("454ffe348f4b64c3", "0000000000000000", "start state hash", -1, "P1w0|18,0,0;18,0,0|", "rules    GameRules")]
    [InlineData("\"elim\":18", "\"elim\":19", "header constants", -1, "P1w0|18,0,0;18,0,0|", "rules    GameRules")]
    [InlineData("\"P:2,1:1\",192", "\"P:2,1:1\",191", "legal count", 0, "P1w0|18,0,0;18,0,0|", "legal    P:0,0:1 P:0,0:2")]
    [InlineData("36cfdadad607059f", "36cfdadad607059e", "legal hash", 1, "M1w0|17,0,0;18,0,0|S2,1=1|", "legal    M:2,1>0,1")]
    [InlineData("M:2,1>0,1", "M:2,1>2,1", "move", 1, "M1w0|17,0,0;18,0,0|S2,1=1|", "legal    M:2,1>0,1")]
    [InlineData(
        "2ff3b8d35343e4ce", "2ff3b8d35343e4cf", "state hash", 0, "P1w0|18,0,0;18,0,0|", "move     P:2,1:1\n  after    M1w0|17,0,0;18,0,0|")]
    [InlineData("[1,\"M\",\"M:2,1", "[2,\"M\",\"M:2,1", "phase and seat", 1, "M1w0|17,0,0;18,0,0|S2,1=1|", "legal    M:2,1>0,1")]
    public void When_a_record_differs_should_show_the_first_differing_ply(
        string recorded, string tampered, string what, int ply, string before, string detail)
    {
        var (first, second) = (TestData.GamesOf("square8_2p.jsonl.gz").Skip(1).First(), TestData.GamesOf("square8_2p.jsonl.gz").First());
        var file = Write("tampered.jsonl", first, second.Replace(recorded, tampered, StringComparison.Ordinal));

        var report = TraceVerifier.Verify(file);

        var mismatch = Assert.Single(report.Mismatches);
        Assert.Equal((false, 2), (report.Passed, report.Games));
        Assert.Equal(PliesOf(first) + Math.Max(0, ply), report.Plies);
        Assert.Equal((what, ply, 2, "square8", "1000000"), (mismatch.What, mismatch.Ply, mismatch.Line, mismatch.Board, mismatch.Seed));
        Assert.StartsWith(before, mismatch.State, StringComparison.Ordinal);
        Assert.StartsWith(detail, mismatch.Detail, StringComparison.Ordinal);
        Assert.Contains(what, mismatch.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("\"winner\":2", "\"winner\":1")]
    [InlineData("\"reason\":\"territory_control\"", "\"reason\":\"ring_elimination\"")]
    [InlineData("\"kind\":\"territory_control\"", "\"kind\":\"stalemate_territory\"")]
    public void When_the_result_differs_should_show_both(string recorded, string tampered)
    {
        var line = TestData.GamesOf("square8_2p.jsonl.gz").First(
            game => game.Contains("\"kind\":\"territory_control\"", StringComparison.Ordinal));
        line = line.Contains(recorded, StringComparison.Ordinal)
            ? line.Replace(recorded, tampered, StringComparison.Ordinal)
            : line.Replace(tampered, recorded, StringComparison.Ordinal);

        var mismatch = Assert.Single(TraceVerifier.Verify(Write("result.jsonl", line)).Mismatches);

        Assert.Equal(("result", PliesOf(line)), (mismatch.What, mismatch.Ply));
        Assert.NotEqual(mismatch.Expected, mismatch.Actual);
        Assert.StartsWith("G0w", mismatch.State, StringComparison.Ordinal);
    }

    [Fact]
    public void When_the_record_stops_before_the_end_should_show_what_could_be_played()
    {
        var line = TestData.GamesOf("hex8_2p.jsonl.gz").First();
        var cut = line[..line.LastIndexOf(",[", StringComparison.Ordinal)] + line[line.LastIndexOf("],\"e\"", StringComparison.Ordinal)..];

        var mismatch = Assert.Single(TraceVerifier.Verify(Write("stopped.jsonl", cut)).Mismatches);

        Assert.Equal(("result", PliesOf(cut)), (mismatch.What, mismatch.Ply));
        Assert.StartsWith("not over", mismatch.Actual, StringComparison.Ordinal);
        Assert.NotEqual("legal", mismatch.Detail.Trim());
    }

    [Fact]
    public void When_a_game_is_named_by_text_should_keep_its_name()
    {
        var line = TestData.GamesOf("square8_2p.jsonl.gz").First().Replace(
            "\"seed\":1000000", "\"seed\":\"a/7\"", StringComparison.Ordinal);

        Assert.True(TraceVerifier.Verify(Write("named.jsonl", line)).Passed);
        Assert.Equal(
            "a/7",
            Assert.Single(
                TraceVerifier.Verify(Write("named.jsonl", line.Replace("192,\"", "191,\"", StringComparison.Ordinal))).Mismatches).Seed);
    }

    [Theory]
    [InlineData("{", "not a JSON object")]
    [InlineData("[]", "not a recorded game")]
    [InlineData("{\"h\":{}}", "not a recorded game")]
    [InlineData("{\"h\":{\"v\":2}}", "h.v is 2; must be 1, the version of the format")]
    [InlineData("[]", "the line is []; must be an object")]
    [InlineData("{\"p\":[[99999999999999999999]]}", "the line is {\"p\":[[99999999999999999999]]}; must be an object with a member 'h'")]
    [InlineData("{\"h\":{\"v\":1e99}}", "h.v is 1e99; must be a whole number from -2147483648 to 2147483647")]
    [InlineData("{\"h\":{\"v\":\"\\ud800\"}}", "h.v is \"\\ud800\"; must be a whole number")]
    public void When_a_line_is_malformed_should_name_it_and_verify_the_rest(string text, string rule)
    {
        var line = TestData.GamesOf("hex8_2p_small.jsonl.gz").First();
        var file = Write("malformed.jsonl", line, text, line, text);

        var report = TraceVerifier.Verify(file, threads: 2);

        Assert.Equal((false, 2, 2), (report.Passed, report.Games, report.Faults.Count));
        Assert.Equal([2, 4], report.Faults.Select(fault => fault.Line));
        Assert.Contains(rule, report.Faults[0].Rule, StringComparison.Ordinal);
        Assert.StartsWith($"{file}:2: ", report.Faults[0].ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(
        "\"P:2,1:1\",192,", "\"P:2,1:1\",99999999999999999999,",
        "p[0][3] is 99999999999999999999; must be a whole number from -2147483648 to 2147483647")]
    [InlineData("\"P:2,1:1\",192,", "7,192,", "p[0][2] is 7; must be a text")]
    [InlineData("\"P:2,1:1\",192,", "192,", "p[0][2] is 192; must be a text")]
    [InlineData("\"elim\":18", "\"elim\":null", "h.k.elim is null; must be a whole number")]
    [InlineData("\"elim\":18,", "", "must be an object with a member 'elim'")]
    [InlineData("\"rings\":18", "\"rings\":401", "Expected 1 to 400")]
    [InlineData("\"hand\":", "\"Hand\":", "e.players[0] is {\"Hand\":")]
    public void When_a_value_of_a_game_is_wrong_should_name_place_value_and_rule(string recorded, string tampered, string rule)
    {
        var line = TestData.GamesOf("square8_2p.jsonl.gz").First();
        Assert.Contains(recorded, line, StringComparison.Ordinal);

        var report = TraceVerifier.Verify(Write("wrong.jsonl", line.Replace(recorded, tampered, StringComparison.Ordinal)));

        Assert.Contains(rule, Assert.Single(report.Faults).Rule, StringComparison.Ordinal);
    }

    [Fact]
    public void When_a_packed_file_has_several_members_should_read_them_all()
    {
        var games = TestData.GamesOf("hex8_2p_small.jsonl.gz").Take(6).ToList();
        byte[] bytes = [.. Pack(games.Take(1)), .. Pack([]), .. Pack(games.Skip(1).Take(2)), .. Pack(games.Skip(3))];
        var file = Path.Combine(_folder.FullName, "members.jsonl.gz");
        File.WriteAllBytes(file, bytes);

        var report = TraceVerifier.Verify(file);

        Assert.True(report.Passed, string.Join('\n', report.Faults));
        Assert.Equal(6, report.Games);
    }

    [Theory]
    [InlineData(1, 0)]
    [InlineData(9, 0)]
    [InlineData(0, 3)]
    public void When_the_last_of_several_members_is_not_whole_should_say_so(int missing, int more)
    {
        byte[] bytes =
        [
            .. Pack(TestData.GamesOf("hex8_2p_small.jsonl.gz").Take(2)), .. Pack(TestData.GamesOf("hex8_3p_small.jsonl.gz").Take(2))
        ];
        var file = Path.Combine(_folder.FullName, "members.jsonl.gz");
        File.WriteAllBytes(file, [.. bytes[..^missing], .. new byte[more]]);

        Assert.Contains("not whole gzip", Assert.Single(TraceVerifier.Verify(file).Faults).Rule, StringComparison.Ordinal);
    }

    [Fact]
    public void When_a_file_is_a_pipe_should_refuse_it_and_verify_the_rest()
    {
        var pipe = Path.Combine(_folder.FullName, "pipe.jsonl");
        using (var make = Process.Start("mkfifo", pipe))
        {
            make.WaitForExit();
        }

        Write("whole.jsonl", TestData.GamesOf("hex8_2p_small.jsonl.gz").First());

        var report = TraceVerifier.Verify(_folder.FullName);

        Assert.Equal((2, 1), (report.Files, report.Games));
        Assert.Contains($"'{pipe}' is a pipe; it must be a file", Assert.Single(report.Faults).Rule, StringComparison.Ordinal);
    }

    [Fact]
    public void When_a_packed_file_is_not_whole_should_say_so()
    {
        var whole = Pack(TestData.GamesOf("hex8_2p_small.jsonl.gz").Take(9));
        foreach (var bytes in (byte[][])[
            [], whole[..10], whole[..20], whole[..^9], whole[..^8], whole[..^1], whole[..(whole.Length / 2)], [.. whole, 1, 2, 3, 4],
            [.. whole, 0]
        ])
        {
            var file = Path.Combine(_folder.FullName, "cut.jsonl.gz");
            File.WriteAllBytes(file, bytes);

            var report = TraceVerifier.Verify(file);

            Assert.False(report.Passed);
            Assert.Contains("not whole gzip", Assert.Single(report.Faults).Rule, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void When_a_packed_file_ends_at_a_flush_should_report_it_beside_its_games()
    {
        var file = Path.Combine(_folder.FullName, "flushed.jsonl.gz");
        using (var packed = new MemoryStream())
        using (var gzip = new GZipStream(packed, CompressionLevel.Optimal))
        {
            gzip.Write(Text(TestData.GamesOf("hex8_2p_small.jsonl.gz").Take(5)));
            gzip.Flush();
            File.WriteAllBytes(file, packed.ToArray());
        }

        var report = TraceVerifier.Verify(file);

        Assert.Equal((false, 5), (report.Passed, report.Games));
        Assert.Contains("cut short", Assert.Single(report.Faults).Rule, StringComparison.Ordinal);
    }

    [Fact]
    public void When_a_file_holds_no_game_should_fail_it()
    {
        Write("empty.jsonl");
        Write("blank.jsonl", string.Empty, string.Empty);
        File.WriteAllBytes(Path.Combine(_folder.FullName, "nothing.jsonl.gz"), Pack([string.Empty]));
        Write("whole.jsonl", TestData.GamesOf("hex8_2p_small.jsonl.gz").First());

        var report = TraceVerifier.Verify(_folder.FullName);

        Assert.Equal((false, 4, 1), (report.Passed, report.Files, report.Games));
        Assert.Equal(["blank.jsonl", "empty.jsonl", "nothing.jsonl.gz"], report.Faults.Select(fault => Path.GetFileName(fault.File)));
        Assert.All(report.Faults, fault => Assert.Equal("the file holds no game", fault.Rule));
    }

    [Fact]
    public void When_a_file_is_not_gzip_should_say_so()
    {
        var file = Write("plain.jsonl.gz", "no gzip here, though it is long enough for it");

        Assert.Contains("gzip", Assert.Single(TraceVerifier.Verify(file).Faults).Rule, StringComparison.Ordinal);
    }

    [Fact]
    public void When_a_file_cannot_be_opened_should_name_it_and_verify_the_rest()
    {
        File.CreateSymbolicLink(Path.Combine(_folder.FullName, "dangling.jsonl"), Path.Combine(_folder.FullName, "absent"));
        Write("whole.jsonl", TestData.GamesOf("hex8_2p_small.jsonl.gz").First());

        var report = TraceVerifier.Verify(_folder.FullName, threads: 2);

        Assert.Equal((false, 1), (report.Passed, report.Games));
        Assert.Contains("cannot be read", Assert.Single(report.Faults).Rule, StringComparison.Ordinal);
        Assert.EndsWith("dangling.jsonl", report.Faults[0].File, StringComparison.Ordinal);
    }

    [Fact]
    public void When_the_caller_fails_should_pass_its_failure_on_as_it_was_thrown()
    {
        Write("one.jsonl", TestData.GamesOf("hex8_2p_small.jsonl.gz").First());

        Assert.Throws<NotSupportedException>(
            () => TraceVerifier.Verify(_folder.FullName, threads: 2, _ => throw new NotSupportedException()));
    }

    [Fact]
    public void When_there_is_nothing_to_verify_should_name_the_path()
    {
        Assert.Contains(
            _folder.FullName, Assert.Throws<FileNotFoundException>(() => TraceVerifier.Verify(_folder.FullName)).Message,
            StringComparison.Ordinal);
        Assert.Throws<FileNotFoundException>(() => TraceVerifier.Verify(Path.Combine(_folder.FullName, "absent")));
    }

    [Fact]
    public void Should_tell_progress_after_every_game()
    {
        Write("one.jsonl", TestData.GamesOf("hex8_2p_small.jsonl.gz").First());
        Write("two.jsonl", TestData.GamesOf("hex8_3p_small.jsonl.gz").First());
        var told = new List<TraceProgress>();

        var report = TraceVerifier.Verify(_folder.FullName, threads: 2, told.Add);

        Assert.Equal([1, 2], told.Select(progress => progress.Games));
        Assert.Equal((2, 2, told[1].Plies), (report.Files, report.Games, report.Plies));
    }

    private static int PliesOf(string line) => JsonDocument.Parse(line).RootElement.GetProperty("p").GetArrayLength();

    private static byte[] Text(IEnumerable<string> lines) => Encoding.ASCII.GetBytes(string.Concat(lines.Select(line => line + "\n")));

    private static byte[] Pack(IEnumerable<string> lines)
    {
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Optimal))
        {
            gzip.Write(Text(lines));
        }

        return packed.ToArray();
    }

    private string Write(string name, params string[] lines)
    {
        var file = Path.Combine(_folder.FullName, name);
        File.WriteAllLines(file, lines);
        return file;
    }
}
