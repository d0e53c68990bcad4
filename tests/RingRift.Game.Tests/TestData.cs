using System.IO.Compression;
using System.Text.Json;

namespace RingRift.Game.Tests;

/// <summary>Files copied beside the tests.</summary>
internal static class TestData
{
    public static string PathOf(params string[] parts) => Path.Combine([AppContext.BaseDirectory, "Data", .. parts]);

    public static IEnumerable<string> TraceFiles =>
        Directory.EnumerateFiles(PathOf("traces")).Select(file => Path.GetFileName(file)).Order(StringComparer.Ordinal);

    /// <summary>The recorded games of a trace file, one a line.</summary>
    public static IEnumerable<string> GamesOf(string traceFile)
    {
        using var reader = new StreamReader(new GZipStream(File.OpenRead(PathOf("traces", traceFile)), CompressionMode.Decompress));
        while (reader.ReadLine() is { } line)
        {
            yield return line;
        }
    }

    /// <summary>The rules that the header of a recorded game or vector names.</summary>
    public static GameRules RulesOf(JsonElement header)
    {
        var (rules, players) = (header.GetProperty("rules"), header.GetProperty("n").GetInt32());
        var config = GameConfig.Parse($"{header.GetProperty("board").GetString()}_{players}p");
        return new GameRules(
            config.Board, players, rules.GetProperty("rings").GetInt32(), rules.GetProperty("lps").GetInt32(),
            rules.GetProperty("swap").GetInt32() != 0);
    }
}
