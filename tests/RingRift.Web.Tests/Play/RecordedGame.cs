using System.IO.Compression;
using System.Text.Json;

namespace RingRift.Web.Tests.Play;

/// <summary>A recorded game of the rules engine's tests, in the text form of the page.</summary>
/// <param name="Rules">The first line.</param>
/// <param name="Start">Hash of the start position.</param>
/// <param name="Plies">Move and hash of the state after it.</param>
internal sealed record RecordedGame(string Rules, string Start, IReadOnlyList<(string Move, string Hash)> Plies)
{
    /// <summary>Names of the files.</summary>
    public static IReadOnlyList<string> Files { get; } =
        [.. Directory.EnumerateFiles(Repository.PathOf("tests/RingRift.Game.Tests/Data/traces"), "*.gz").Select(file => Path.GetFileName(file)).Order(StringComparer.Ordinal)];

    /// <summary>The text with moves alone, which says nothing about what is to come out.</summary>
    public string Moves => string.Join('\n', Plies.Select(ply => ply.Move).Prepend(Rules));

    /// <summary>The text with all hashes.</summary>
    public string Whole => string.Join('\n', Plies.Select((ply, index) => $"{index + 1}. {ply.Move} {ply.Hash}").Prepend($"0. start {Start}").Prepend(Rules));

    /// <summary>The first games of a file.</summary>
    public static IEnumerable<RecordedGame> Read(string file)
    {
        using var packed = File.OpenRead(Repository.PathOf("tests/RingRift.Game.Tests/Data/traces", file));
        using var lines = new StreamReader(new GZipStream(packed, CompressionMode.Decompress));
        while (lines.ReadLine() is { } line)
        {
            using var game = JsonDocument.Parse(line);
            yield return Of(game.RootElement);
        }
    }

    private static RecordedGame Of(JsonElement game)
    {
        var (head, rules) = (game.GetProperty("h"), game.GetProperty("h").GetProperty("rules"));
        return new RecordedGame(
            $"{head.GetProperty("board")}_{head.GetProperty("n")}p rings={rules.GetProperty("rings")} lps={rules.GetProperty("lps")} swap={rules.GetProperty("swap")}",
            game.GetProperty("s0").GetString()!,
            [.. game.GetProperty("p").EnumerateArray().Select(ply => (ply[2].GetString()!, ply[5].GetString()!))]);
    }
}
