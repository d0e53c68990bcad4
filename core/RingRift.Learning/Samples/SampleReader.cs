using System.Text.Json;
using RingRift.Game;
using RingRift.Learning.Encoding;

namespace RingRift.Learning.Samples;

/// <summary>
/// Reads a sample archive (<see cref="SampleArchive"/>) row by row, and checks that its arrays fit each other and this version of the game:
/// memory for one row, however many there are.
/// </summary>
public sealed class SampleReader : IDisposable
{
    private readonly NpzReader _npz;
    private readonly NpyStream<byte> _planes;
    private readonly NpyStream<int> _policyIndex;
    private readonly NpyStream<float> _policyWeight;
    private readonly NpyStream<long> _policyOffset;
    private readonly NpyStream<float> _value;
    private readonly NpyStream<float> _outcome;
    private readonly NpyStream<bool> _symmetric;
    private readonly NpyStream<int> _game;
    private readonly NpyStream<int> _ply;
    private readonly NpyStream<byte> _seat;
    private long _entries;
    private int _read;

    /// <summary>Opens an archive.</summary>
    /// <param name="input">The archive, seekable; stays open.</param>
    /// <exception cref="NpzFormatException">An array is missing, damaged, or does not fit.</exception>
    public SampleReader(Stream input)
    {
        _npz = new NpzReader(input);
        Meta = ReadMeta(_npz);
        Config = GameConfig.Parse(Meta.Config);
        var encoder = PositionEncoder.For(Config);
        _planes = _npz.Open<byte>("planes");
        Count = _planes.Shape is [>= 0 and <= int.MaxValue and var count, ..] ? (int)count : throw Misshapen(_planes.Shape);
        Fitting(_planes, "planes", Count, encoder.Planes, encoder.Height, encoder.Width);
        PlaneScale = _npz.Read<float>("plane_scale").Data;
        _policyIndex = _npz.Open<int>("policy_index");
        Fitting(_policyIndex, "policy_index", _policyIndex.Length);
        _policyWeight = Open<float>("policy_weight", _policyIndex.Length);
        _policyOffset = Open<long>("policy_offset", Count + 1L);
        _value = Open<float>("value", Count, Config.Players);
        _outcome = Open<float>("outcome", Count, Config.Players);
        _symmetric = Open<bool>("symmetric", Count);
        _game = Open<int>("game", Count);
        _ply = Open<int>("ply", Count);
        _seat = Open<byte>("seat", Count);
        if (PlaneScale.Length != encoder.Planes || Next(_policyOffset) != 0)
        {
            throw new NpzFormatException(
                $"'plane_scale' has {PlaneScale.Length} elements for {encoder.Planes} planes, or 'policy_offset' does not begin with 0.");
        }
    }

    /// <summary>What the archive says about itself.</summary>
    public SampleMeta Meta { get; }

    /// <summary>The configuration of all rows.</summary>
    public GameConfig Config { get; }

    /// <summary>Rows in all.</summary>
    public int Count { get; }

    /// <summary>What the bytes of each plane are multiplied by; one number for each plane.</summary>
    public float[] PlaneScale { get; }

    /// <summary>Reads the next row.</summary>
    /// <param name="planes">Receives the encoded position, <see cref="PositionEncoder.Size"/> bytes.</param>
    /// <param name="game">Position of its game among those given to the archive.</param>
    /// <param name="row">Its targets; null after the last row.</param>
    /// <returns>False after the last row.</returns>
    /// <exception cref="NpzFormatException">An array is damaged, or the row breaks a rule.</exception>
    public bool TryRead(Span<byte> planes, out int game, [System.Diagnostics.CodeAnalysis.NotNullWhen(true)] out SampleRow? row)
    {
        (game, row) = (0, null);
        if (_read == Count)
        {
            return _entries == _policyIndex.Length ? false : throw WrongEnd();
        }

        var size = PositionEncoder.For(Config).Size;
        _planes.Read(planes[..size]);
        var (actions, weights) = ReadPolicy();
        var (value, outcome) = (new float[Config.Players], new float[Config.Players]);
        _value.Read(value);
        _outcome.Read(outcome);
        game = Next(_game);
        row = new SampleRow(Next(_ply), Next(_seat), actions, weights, value, outcome, Next(_symmetric));
        _read++;
        return true;
    }

    /// <summary>Closes the archive.</summary>
    public void Dispose()
    {
        foreach (var array in (IDisposable[])
            [_planes, _policyIndex, _policyWeight, _policyOffset, _value, _outcome, _symmetric, _game, _ply, _seat])
        {
            array.Dispose();
        }

        _npz.Dispose();
    }

    private (int[] Actions, float[] Weights) ReadPolicy()
    {
        var end = Next(_policyOffset);
        if (end <= _entries || end - _entries > Meta.Actions)
        {
            throw new NpzFormatException(
                $"'policy_offset' gives sample {_read} {end - _entries} entries; there must be 1 to {Meta.Actions}.");
        }

        if (end > _policyIndex.Length)
        {
            throw WrongEnd();
        }

        var (actions, weights) = (new int[end - _entries], new float[end - _entries]);
        _policyIndex.Read(actions);
        _policyWeight.Read(weights);
        _entries = end;
        return Array.FindIndex(actions, action => action < 0 || action >= Meta.Actions) is >= 0 and var wrong
            ? throw new NpzFormatException($"'policy_index' holds {actions[wrong]}; there are {Meta.Actions} actions.")
            : (actions, weights);
    }

    private static T Next<T>(NpyStream<T> array)
        where T : unmanaged
    {
        Span<T> one = stackalloc T[1];
        array.Read(one);
        return one[0];
    }

    private NpyStream<T> Open<T>(string name, params long[] shape)
        where T : unmanaged
    {
        var array = _npz.Open<T>(name);
        Fitting(array, name, shape);
        return array;
    }

    private static void Fitting<T>(NpyStream<T> array, string name, params long[] shape)
        where T : unmanaged
    {
        if (!array.Shape.SequenceEqual(shape))
        {
            throw new NpzFormatException($"'{name}' has shape ({string.Join(", ", array.Shape)}), not ({string.Join(", ", shape)}).");
        }
    }

    private static NpzFormatException WrongEnd() => new("'policy_offset' does not end at the end of 'policy_index'.");

    private static NpzFormatException Misshapen(IReadOnlyList<long> shape) =>
        new($"'planes' has shape ({string.Join(", ", shape)}); its first dimension counts rows, 0 to {int.MaxValue}.");

    private static SampleMeta ReadMeta(NpzReader npz)
    {
        SampleMeta? meta;
        try
        {
            meta = JsonSerializer.Deserialize(npz.Read<byte>("meta").Data, SampleMetaJson.Default.SampleMeta);
        }
        catch (JsonException e)
        {
            throw new NpzFormatException($"'meta' is not understood: {e.Message}", e);
        }

        var wrong = meta switch
        {
            null => "'meta' is JSON null.",
            { Version: not SampleArchive.Version } => $"The archive has version {meta.Version}, not {SampleArchive.Version}.",
            { Encoder: not PlaneTable.Version } => $"The archive has encoder version {meta.Encoder}, not {PlaneTable.Version}.",
            _ when !GameConfig.TryParse(meta.Config, out _) => $"The archive is of unknown configuration '{meta.Config}'.",
            _ when ActionSpace.For(GameConfig.Parse(meta.Config)).Count is var actions && meta.Actions != actions =>
                $"The archive has {meta.Actions} actions; {meta.Config} has {actions}.",
            _ => null,
        };
        return wrong is null ? meta! : throw new NpzFormatException(wrong);
    }
}
