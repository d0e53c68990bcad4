using System.IO.Compression;
using System.Text.Json;

namespace RingRift.Learning.SelfPlay;

/// <summary>Reads what <see cref="GameShardWriter"/> wrote, game by game.</summary>
public static class GameShardReader
{
    /// <summary>Reads the games of a shard lazily.</summary>
    /// <param name="input">The compressed bytes; stays open.</param>
    /// <exception cref="GameShardException">The compression is damaged, a line is no record, or it has another version.</exception>
    public static IEnumerable<GameRecord> Read(Stream input)
    {
        ArgumentNullException.ThrowIfNull(input);
        return ReadLines(input).Select((line, index) => Parse(line, index + 1));
    }

    private static IEnumerable<string> ReadLines(Stream input)
    {
        using var gzip = new GZipStream(input, CompressionMode.Decompress, leaveOpen: true);
        using var reader = new StreamReader(gzip);
        while (NextLine(reader) is { } line)
        {
            yield return line;
        }
    }

    private static string? NextLine(StreamReader reader)
    {
        try
        {
            return reader.ReadLine();
        }
        catch (InvalidDataException e)
        {
            throw new GameShardException(0, e.Message, e);
        }
    }

    private static GameRecord Parse(string line, int number)
    {
        try
        {
            var record = JsonSerializer.Deserialize(line, LearningJson.Default.GameRecord) ?? throw new GameShardException(number, "the line is JSON null");
            return record.Version == GameRecord.CurrentVersion
                ? record
                : throw new GameShardException(number, $"version {record.Version} is not {GameRecord.CurrentVersion}");
        }
        catch (JsonException e)
        {
            throw new GameShardException(number, e.Message, e);
        }
    }
}
