using System.Runtime.InteropServices;
using RingRift.Game;
using RingRift.Learning.Encoding;
using RingRift.Learning.Samples;

namespace RingRift.GpuWorker.Training;

/// <summary>
/// One row as it lies in a spill file: value (float32, one for each seat), numbers of the legal actions (int32), their weights (float32),
/// whether it may be turned (1 byte), planes (bytes). A buffer that is used for row after row.
/// </summary>
/// <param name="config">The configuration of the rows.</param>
internal sealed class SpilledRow(GameConfig config)
{
    private const int FlagBytes = 1;
    private readonly int _planeBytes = PositionEncoder.For(config).Size;
    private readonly int _valueBytes = config.Players * sizeof(float);
    private byte[] _bytes = [];
    private int _actions;

    /// <summary>Target shares, seat to move first.</summary>
    public ReadOnlySpan<float> Value => MemoryMarshal.Cast<byte, float>(_bytes.AsSpan(0, _valueBytes));

    /// <summary>Numbers of the legal actions, ascending.</summary>
    public ReadOnlySpan<int> Actions => MemoryMarshal.Cast<byte, int>(_bytes.AsSpan(_valueBytes, _actions * sizeof(int)));

    /// <summary>Weight of each action.</summary>
    public ReadOnlySpan<float> Weights =>
        MemoryMarshal.Cast<byte, float>(_bytes.AsSpan(_valueBytes + (_actions * sizeof(int)), _actions * sizeof(float)));

    /// <summary>Whether it may be turned.</summary>
    public bool Symmetric => _bytes[FlagAt] != 0;

    /// <summary>The encoded position.</summary>
    public ReadOnlySpan<byte> Planes => PlanesToWrite;

    /// <summary>The whole row.</summary>
    public ReadOnlySpan<byte> Bytes => _bytes.AsSpan(0, Length);

    /// <summary>Bytes of the whole row.</summary>
    public int Length => FlagAt + FlagBytes + _planeBytes;

    /// <summary>Where the planes are to be written.</summary>
    public Span<byte> PlanesToWrite => _bytes.AsSpan(FlagAt + FlagBytes, _planeBytes);

    private int FlagAt => _valueBytes + (_actions * (sizeof(int) + sizeof(float)));

    /// <summary>Makes room for a row of so many legal actions.</summary>
    public Span<byte> Reserve(int actions)
    {
        _actions = actions;
        if (_bytes.Length < Length)
        {
            _bytes = new byte[Math.Max(Length, 2 * _bytes.Length)];
        }

        return _bytes.AsSpan(0, Length);
    }

    /// <summary>Takes a row.</summary>
    public void Set(SampleRow row, ReadOnlySpan<byte> planes)
    {
        var bytes = Reserve(row.Actions.Length);
        MemoryMarshal.AsBytes<float>(row.Value).CopyTo(bytes);
        MemoryMarshal.AsBytes<int>(row.Actions).CopyTo(bytes[_valueBytes..]);
        MemoryMarshal.AsBytes<float>(row.Weights).CopyTo(bytes[(_valueBytes + (_actions * sizeof(int)))..]);
        bytes[FlagAt] = row.Symmetric ? (byte)1 : (byte)0;
        planes[.._planeBytes].CopyTo(PlanesToWrite);
    }
}
