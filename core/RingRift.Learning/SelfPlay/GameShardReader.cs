using System.Buffers.Binary;
using System.IO.Compression;
using System.Text.Json;

namespace RingRift.Learning.SelfPlay;

/// <summary>Reads what <see cref="GameShardWriter"/> wrote, game by game.</summary>
public static class GameShardReader
{
    /// <summary>Reads the games of a shard: the text is decompressed and checked when the first game is asked for, games are parsed one by one.</summary>
    /// <param name="input">The compressed bytes; stays open.</param>
    /// <exception cref="GameShardException">The compression is damaged, a line is no record, or it has another version.</exception>
    public static IEnumerable<GameRecord> Read(Stream input)
    {
        ArgumentNullException.ThrowIfNull(input);
        return ReadLines(input).Select((line, index) => Parse(line, index + 1));
    }

    private static IEnumerable<string> ReadLines(Stream input)
    {
        using var reader = new StreamReader(Decompress(input));
        while (reader.ReadLine() is { } line)
        {
            yield return line;
        }
    }

    /// <summary>The whole text. GZipStream takes a file that was cut short for a complete one, so the length in the last four bytes is checked here.</summary>
    private static MemoryStream Decompress(Stream input)
    {
        using var compressed = new MemoryStream();
        input.CopyTo(compressed);
        var text = new MemoryStream();
        try
        {
            compressed.Position = 0;
            using var gzip = new GZipStream(compressed, CompressionMode.Decompress, leaveOpen: true);
            gzip.CopyTo(text);
        }
        catch (InvalidDataException e)
        {
            throw new GameShardException(0, e.Message, e);
        }

        var stored = compressed.Length >= 8 ? BinaryPrimitives.ReadUInt32LittleEndian(compressed.GetBuffer().AsSpan((int)compressed.Length - 4)) : uint.MaxValue;
        if (stored != (uint)text.Length)
        {
            throw new GameShardException(0, $"{text.Length} bytes of text, its end says {stored}: the file was cut short");
        }

        text.Position = 0;
        return text;
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
