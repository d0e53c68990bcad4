using System.IO.Compression;
using System.Text.Json;

namespace RingRift.Learning.SelfPlay;

/// <summary>Writes game records as gzip-compressed JSON lines (<c>.jsonl.gz</c>). The same games give the same bytes.</summary>
public sealed class GameShardWriter : IDisposable
{
    private readonly GZipStream _gzip;

    /// <summary>Starts a shard.</summary>
    /// <param name="output">Receives the compressed bytes; stays open.</param>
    public GameShardWriter(Stream output) => _gzip = new GZipStream(output, CompressionLevel.Optimal, leaveOpen: true);

    /// <summary>Games written so far.</summary>
    public int Count { get; private set; }

    /// <summary>Appends a game.</summary>
    public void Write(GameRecord record)
    {
        ArgumentNullException.ThrowIfNull(record);
        _gzip.Write(JsonSerializer.SerializeToUtf8Bytes(record, GameRecordJson.Default.GameRecord));
        _gzip.WriteByte((byte)'\n');
        Count++;
    }

    /// <summary>Completes the shard. Without this the file is cut short and will not read.</summary>
    public void Dispose() => _gzip.Dispose();
}
