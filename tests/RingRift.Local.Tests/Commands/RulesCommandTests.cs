using System.IO.Compression;
using System.Text.Json;

namespace RingRift.Local.Tests.Commands;

public sealed class RulesCommandTests : IDisposable
{
    private static readonly string Trace = Repository.PathOf("tests", "RingRift.Game.Tests", "Data", "traces", "hex8_2p_small.jsonl.gz");

    private readonly TestFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task When_traces_are_verified_should_count_games_and_plies()
    {
        var file = _folder.File("some.jsonl", string.Join('\n', Games().Take(3)));
        var run = await CommandRun.OfAsync("rules", "verify", file);
        Assert.Equal(0, run.ExitCode);
        Assert.Contains("1 files, 3 games", run.Output, StringComparison.Ordinal);
        Assert.Contains("0 mismatches", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task When_a_verified_trace_differs_should_fail_and_show_the_first_differing_ply()
    {
        var game = Games().First();
        var hash = game[(game.IndexOf("\"P:", StringComparison.Ordinal) + 1)..].Split(',')[3].Trim('"', ']');
        var run = await CommandRun.OfAsync("rules", "verify", _folder.File("changed.jsonl", Replace(game, hash)));
        Assert.Equal(1, run.ExitCode);
        Assert.Contains("ply ", run.Output, StringComparison.Ordinal);
        Assert.Contains("1 mismatches", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task When_traces_are_verified_for_scripts_should_print_json()
    {
        var run = await CommandRun.OfAsync("rules", "verify", _folder.File("one.jsonl", Games().First()), "--json");
        using var report = JsonDocument.Parse(run.Output);
        Assert.Equal(1, report.RootElement.GetProperty("games").GetInt32());
        Assert.True(report.RootElement.GetProperty("passed").GetBoolean());
    }

    [Theory]
    [InlineData("not a game")]
    [InlineData("{}")]
    public async Task When_a_verified_line_is_no_game_should_name_file_and_line(string line)
    {
        var file = _folder.File("bad.jsonl", line);
        var run = await CommandRun.OfAsync("rules", "verify", file);
        Assert.Equal(1, run.ExitCode);
        Assert.Contains("bad.jsonl:1: ", run.Error, StringComparison.Ordinal);
        Assert.Contains("0 games", run.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(20)]
    [InlineData(-9)]
    public async Task When_a_verified_file_is_not_whole_should_fail(int bytes)
    {
        var whole = await File.ReadAllBytesAsync(Trace);
        await File.WriteAllBytesAsync(Path.Combine(_folder.Path, "cut.jsonl.gz"), bytes < 0 ? whole[..^-bytes] : whole[..bytes]);
        _folder.File("one.jsonl", Games().First());
        var run = await CommandRun.OfAsync("rules", "verify", _folder.Path, "--json");
        using var report = JsonDocument.Parse(run.Output);
        Assert.Equal((1, false), (run.ExitCode, report.RootElement.GetProperty("passed").GetBoolean()));
        Assert.Contains("cut.jsonl.gz", Assert.Single(report.RootElement.GetProperty("faults").EnumerateArray()).GetProperty("file").GetString(), StringComparison.Ordinal);
        Assert.True(report.RootElement.GetProperty("games").GetInt32() > 0);
    }

    [Fact]
    public async Task When_a_verified_folder_is_not_there_should_refuse_it()
    {
        var run = await CommandRun.OfAsync("rules", "verify", Path.Combine(_folder.Path, "nothing"));
        Assert.Equal(1, run.ExitCode);
        Assert.Contains("nothing", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task When_rules_are_measured_should_measure_the_chosen_configuration()
    {
        var run = await CommandRun.OfAsync("rules", "bench", "--config", "hex8_2p", "--seconds", "0.05", "--json");
        using var rates = JsonDocument.Parse(run.Output);
        Assert.Equal("hex8_2p", rates.RootElement.GetProperty("config").GetString());
        Assert.True(rates.RootElement.GetProperty("plies").GetInt64() > 0);
    }

    private static IEnumerable<string> Games()
    {
        using var reader = new StreamReader(new GZipStream(File.OpenRead(Trace), CompressionMode.Decompress));
        while (reader.ReadLine() is { } line)
        {
            yield return line;
        }
    }

    private static string Replace(string game, string hash) => game.Replace(hash, new string('0', hash.Length), StringComparison.Ordinal);
}
