using System.Buffers;
using System.Buffers.Binary;
using System.Globalization;
using System.IO.Compression;
using RingRift.Eventing.Artifacts;
using RingRift.Game;
using RingRift.Learning.Encoding;
using RingRift.Learning.Samples;

namespace RingRift.GpuWorker.Training;

/// <summary>
/// The rows of one sample file, unpacked into a temporary file in which each row is compressed by itself, so that rows are read in any
/// order. In memory are twelve bytes for each row. The file has no name and vanishes with its process, however that ends. Safe for
/// concurrent reading.
/// </summary>
public sealed class SpilledSamples : IDisposable
{
    // The fastest: planes are mostly zeros, and shrink to a twentieth (ADR 0030).
    private const int BrotliQuality = 1;
    private const int BrotliWindow = 16;
    private const int CountBytes = sizeof(int);

    private readonly FileStream _file;
    private readonly List<long> _ends = [];
    private readonly List<int> _games = [];

    private SpilledSamples(string name, GameConfig config, float[] planeScale, FileStream file) =>
        (Name, Config, PlaneScale, _file) = (name, config, planeScale, file);

    /// <summary>
    /// Content hash of the sample file: with the game's number it names a game for good, so that a held-out game stays held out in every
    /// later window.
    /// </summary>
    public string Name { get; }

    /// <summary>The configuration of all rows.</summary>
    public GameConfig Config { get; }

    /// <summary>What the bytes of each plane are multiplied by.</summary>
    public float[] PlaneScale { get; }

    /// <summary>Rows.</summary>
    public int Count => _ends.Count;

    /// <summary>Bytes of the temporary file.</summary>
    public long SpilledBytes => _ends.Count == 0 ? 0 : _ends[^1];

    /// <summary>Unpacks a sample file.</summary>
    /// <param name="name">Its content hash.</param>
    /// <param name="archive">The file, seekable; stays open.</param>
    /// <param name="cancellationToken">Stops between two rows.</param>
    /// <exception cref="TrainingException">The file is no sample archive, damaged, or of another version.</exception>
    /// <exception cref="IOException">The folder of temporary files takes no more.</exception>
    public static SpilledSamples Create(string name, Stream archive, CancellationToken cancellationToken = default) =>
        Create(name, archive, TemporaryFile.Create(), cancellationToken);

    /// <summary>Unpacks a sample file into an open file, which it owns from then on.</summary>
    internal static SpilledSamples Create(string name, Stream archive, FileStream file, CancellationToken cancellationToken)
    {
        try
        {
            using var reader = new SampleReader(archive);
            var spilled = new SpilledSamples(name, reader.Config, reader.PlaneScale, file);
            spilled.Fill(Rows(reader, cancellationToken), reader.Count);
            return spilled;
        }
        catch (NpzFormatException e)
        {
            Abandon(file);
            throw new TrainingException($"Sample file {name} cannot be read: {e.Message}", e);
        }
        catch
        {
            Abandon(file);
            throw;
        }
    }

    /// <summary>Takes rows that were never in a sample file.</summary>
    internal static SpilledSamples Of(
        string name, GameConfig config, float[] planeScale, IReadOnlyCollection<(byte[] Planes, int Game, SampleRow Row)> rows)
    {
        var spilled = new SpilledSamples(name, config, planeScale, TemporaryFile.Create());
        spilled.Fill(rows, rows.Count);
        return spilled;
    }

    /// <summary>Number of the game that a row is of.</summary>
    public int GameOf(int row) => _games[row];

    /// <summary>Closes the temporary file, which ends it.</summary>
    public void Dispose() => _file.Dispose();

    /// <summary>Reads a row.</summary>
    /// <exception cref="TrainingException">The temporary file is not as it was written.</exception>
    internal void Read(int row, SpilledRow target)
    {
        var start = row == 0 ? 0 : _ends[row - 1];
        var length = (int)(_ends[row] - start);
        var rented = ArrayPool<byte>.Shared.Rent(length);
        try
        {
            var packed = rented.AsSpan(0, length);
            ReadExactly(start, packed, row);
            var bytes = target.Reserve(BinaryPrimitives.ReadInt32LittleEndian(packed));
            if (!BrotliDecoder.TryDecompress(packed[CountBytes..], bytes, out var written) || written != bytes.Length)
            {
                throw Damaged(row);
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(rented);
        }
    }

    private static void Abandon(FileStream file)
    {
        try
        {
            file.Dispose();
        }
        catch (IOException)
        {
            // On a full disk even the last buffer cannot be written; what went wrong before says so.
        }
    }

    /// <remarks>The planes are the same buffer for every row.</remarks>
    private static IEnumerable<(byte[] Planes, int Game, SampleRow Row)> Rows(SampleReader reader, CancellationToken cancellationToken)
    {
        var planes = new byte[PositionEncoder.For(reader.Config).Size];
        while (reader.TryRead(planes, out var game, out var row))
        {
            cancellationToken.ThrowIfCancellationRequested();
            yield return (planes, game, row);
        }
    }

    private void Fill(IEnumerable<(byte[] Planes, int Game, SampleRow Row)> rows, int count)
    {
        var (row, packed) = (new SpilledRow(Config), Array.Empty<byte>());
        foreach (var (planes, game, targets) in rows)
        {
            row.Set(targets, planes);
            var room = CountBytes + BrotliEncoder.GetMaxCompressedLength(row.Length);
            packed = packed.Length < room ? new byte[room] : packed;
            BinaryPrimitives.WriteInt32LittleEndian(packed, targets.Actions.Length);
            BrotliEncoder.TryCompress(row.Bytes, packed.AsSpan(CountBytes), out var written, BrotliQuality, BrotliWindow);
            Write(packed.AsSpan(0, CountBytes + written), count);
            _ends.Add(SpilledBytes + CountBytes + written);
            _games.Add(game);
        }

        Write([], count);
    }

    /// <summary>Writes bytes; none: what is still in the buffer.</summary>
    private void Write(ReadOnlySpan<byte> bytes, int rows)
    {
        try
        {
            _file.Write(bytes);
            if (bytes.IsEmpty)
            {
                _file.Flush();
            }
        }
        catch (IOException e)
        {
            var done = string.Create(CultureInfo.InvariantCulture, $"{Count} of {rows} rows, {SpilledBytes} bytes");
            throw new IOException(
                $"Sample file {Name}: after {done} nothing more can be written to the folder of temporary files, {Path.GetTempPath()}: {e.Message} "
                + "Make room there, or name another folder (on Linux with TMPDIR).", e)
            { HResult = e.HResult };
        }
    }

    private void ReadExactly(long start, Span<byte> bytes, int row)
    {
        for (int read; !bytes.IsEmpty; start += read, bytes = bytes[read..])
        {
            read = RandomAccess.Read(_file.SafeFileHandle, bytes, start);
            if (read == 0)
            {
                throw Damaged(row);
            }
        }
    }

    private TrainingException Damaged(int row) =>
        new($"Sample file {Name}: row {row} of {Count} in its temporary file in {Path.GetTempPath()} is not as it was written.");
}
