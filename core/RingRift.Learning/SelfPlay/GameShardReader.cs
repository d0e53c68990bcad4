using System.Buffers.Binary;
using System.Globalization;
using System.IO.Compression;
using System.Text.Json;

namespace RingRift.Learning.SelfPlay;

/// <summary>Reads what <see cref="GameShardWriter"/> wrote, game by game.</summary>
public static class GameShardReader
{
    private const int PieceBytes = 81920;

    /// <summary>
    /// Reads the games of a shard: the text is decompressed and checked when the first game is asked for, then decompressed again and
    /// parsed game by game, so that no more than one game is in memory.
    /// </summary>
    /// <param name="input">The compressed bytes, seekable, from their beginning; stays open.</param>
    /// <exception cref="GameShardException">The compression is damaged, a line is no record, or it has another version.</exception>
    public static IEnumerable<GameRecord> Read(Stream input)
    {
        ArgumentNullException.ThrowIfNull(input);
        return ReadLines(input).Select((line, index) => Parse(line, index + 1));
    }

    private static IEnumerable<string> ReadLines(Stream input)
    {
        Check(input);
        input.Position = 0;
        using var gzip = new GZipStream(input, CompressionMode.Decompress, leaveOpen: true);
        using var reader = new StreamReader(gzip);
        while (reader.ReadLine() is { } line)
        {
            yield return line;
        }
    }

    /// <summary>
    /// Decompresses the whole text. GZipStream takes a file that was cut short for a complete one, so the length in the last four bytes is
    /// checked here.
    /// </summary>
    private static void Check(Stream input)
    {
        var stored = StoredLength(input);
        var length = 0L;
        var piece = new byte[PieceBytes];
        try
        {
            input.Position = 0;
            using var gzip = new GZipStream(input, CompressionMode.Decompress, leaveOpen: true);
            for (int read; (read = gzip.Read(piece)) > 0; length += read)
            {
            }
        }
        catch (InvalidDataException e)
        {
            throw new GameShardException(0, e.Message, e);
        }

        if (stored != unchecked((uint)length))
        {
            var said = stored?.ToString(CultureInfo.InvariantCulture) ?? "nothing";
            throw new GameShardException(0, $"{length} bytes of text, its end says {said}: the file was cut short");
        }
    }

    /// <summary>The length of the text modulo 2^32, as the last four bytes tell it; null where there is no room for them.</summary>
    private static uint? StoredLength(Stream input)
    {
        if (input.Length < 8)
        {
            return null;
        }

        Span<byte> end = stackalloc byte[4];
        input.Position = input.Length - end.Length;
        input.ReadExactly(end);
        return BinaryPrimitives.ReadUInt32LittleEndian(end);
    }

    private static GameRecord Parse(string line, int number)
    {
        try
        {
            var record = JsonSerializer.Deserialize(line, GameRecordJson.Default.GameRecord)
                ?? throw new GameShardException(number, "the line is JSON null");
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

/// <summary>A game shard that cannot be read.</summary>
/// <param name="line">Line number from 1; 0 where the compression itself is damaged.</param>
/// <param name="reason">What is wrong.</param>
/// <param name="inner">The cause, where there is one.</param>
public sealed class GameShardException(int line, string reason, Exception? inner = null)
    : IOException(line == 0 ? $"The game shard is damaged: {reason}" : $"Line {line} of the game shard is no game record: {reason}", inner)
{
    /// <summary>Line number from 1; 0 where the compression itself is damaged.</summary>
    public int Line { get; } = line;
}
