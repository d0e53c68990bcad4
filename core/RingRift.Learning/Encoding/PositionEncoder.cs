using RingRift.Game;

namespace RingRift.Learning.Encoding;

/// <summary>
/// Writes positions as input planes (<see cref="PlaneTable"/>) from the view of the seat to move. Immutable; safe for concurrent use.
/// </summary>
public sealed class PositionEncoder
{
    private static readonly Dictionary<GameConfig, PositionEncoder> Encoders =
        GameConfig.All.ToDictionary(config => config, config => new PositionEncoder(config));

    private readonly BoardTensor _tensor;
    private readonly PlaneLayout _layout;
    private readonly float[] _floats;
    private readonly byte[] _bytes;

    private PositionEncoder(GameConfig config)
    {
        Config = config;
        Table = new PlaneTable(config.Players);
        _layout = new PlaneLayout(Table);
        _tensor = BoardTensor.For(config.Board);
        _floats = new float[Planes << 8];
        _bytes = new byte[Planes << 8];
        for (var i = 0; i < _bytes.Length; i++)
        {
            _bytes[i] = (byte)i;
            _floats[i] = (byte)i * Table.Planes[i >> 8].Scale;
        }
    }

    /// <summary>The configuration encoded.</summary>
    public GameConfig Config { get; }

    /// <summary>What each plane holds.</summary>
    public PlaneTable Table { get; }

    /// <summary>Number of planes.</summary>
    public int Planes => Table.Planes.Count;

    /// <summary>Rows of a plane.</summary>
    public int Height => _tensor.Height;

    /// <summary>Columns of a plane.</summary>
    public int Width => _tensor.Width;

    /// <summary>Values of one encoded position: Planes * Height * Width.</summary>
    public int Size => Planes * _tensor.Area;

    /// <summary>The shared encoder of a configuration.</summary>
    /// <exception cref="KeyNotFoundException">The configuration is not one of the twelve.</exception>
    public static PositionEncoder For(GameConfig config) => Encoders[config];

    /// <summary>Writes a position as the network reads it.</summary>
    /// <param name="state">A position that is not over, of this configuration.</param>
    /// <param name="planes">Receives <see cref="Size"/> values as plane, row, column.</param>
    /// <exception cref="ArgumentException">The position is of another configuration, or there is too little room.</exception>
    public void Encode(GameState state, Span<float> planes) => Encode(state, planes, _floats);

    /// <summary>Writes a position as it is stored: each value times its plane's scale is what the network reads.</summary>
    /// <param name="state">A position that is not over, of this configuration.</param>
    /// <param name="planes">Receives <see cref="Size"/> values as plane, row, column.</param>
    /// <exception cref="ArgumentException">The position is of another configuration, or there is too little room.</exception>
    public void Encode(GameState state, Span<byte> planes) => Encode(state, planes, _bytes);

    private void Encode<T>(GameState state, Span<T> planes, T[] values)
        where T : struct
    {
        ArgumentNullException.ThrowIfNull(state);
        if (state.Rules.Config != Config)
        {
            throw new ArgumentException($"The position is of {state.Rules.Config}; this encoder is for {Config}.", nameof(state));
        }

        if (planes.Length < Size)
        {
            throw new ArgumentException($"{planes.Length} values are too few for {Size} of {Config}.", nameof(planes));
        }

        planes = planes[..Size];
        planes.Clear();
        var writer = new PlaneWriter<T>(planes, values, _tensor.Area);
        WriteCells(state, ref writer);
        WriteGlobals(state, ref writer);
    }

    private void WriteCells<T>(GameState state, ref PlaneWriter<T> writer)
        where T : struct
    {
        var squares = _tensor.Squares;
        for (var cell = 0; cell < squares.Length; cell++)
        {
            var square = squares[cell];
            writer.Put(_layout.OnBoard, square, 1);
            if (state.Controller(cell) is > 0 and var controller)
            {
                WriteStack(state, ref writer, cell, controller);
            }
            else if (state.MarkerOwner(cell) is > 0 and var marker)
            {
                writer.Put(_layout.Marker + Relative(state, marker), square, 1);
            }
            else if (state.CollapsedOwner(cell) is > 0 and var owner)
            {
                writer.Put(_layout.Collapsed + Relative(state, owner), square, 1);
            }
        }

        if (state.ActiveCell >= 0)
        {
            writer.Put(_layout.Active, squares[state.ActiveCell], 1);
        }
    }

    private void WriteStack<T>(GameState state, ref PlaneWriter<T> writer, int cell, int controller)
        where T : struct
    {
        var square = _tensor.SquareOf(cell);
        var (height, cap) = (state.StackHeight(cell), state.CapHeight(cell));
        var seat = Relative(state, controller);
        writer.Put(_layout.Controller + seat, square, 1);
        writer.Put(_layout.Cap + seat, square, cap);
        writer.Put(_layout.Height, square, height);
        if (height == cap)
        {
            return;
        }

        Span<byte> owners = stackalloc byte[height];
        state.CopyRings(cell, owners);
        writer.Put(_layout.Next + Relative(state, owners[height - cap - 1]), square, 1);
        Span<int> buried = stackalloc int[Config.Players];
        buried.Clear();
        foreach (var owner in owners[..(height - cap)])
        {
            buried[Relative(state, owner)]++;
        }

        for (var other = 0; other < buried.Length; other++)
        {
            writer.Put(_layout.Buried + other, square, buried[other]);
        }
    }

    private void WriteGlobals<T>(GameState state, ref PlaneWriter<T> writer)
        where T : struct
    {
        var (rules, rounds) = (state.Rules, state.LastPlayerStanding);
        for (var seat = 1; seat <= Config.Players; seat++)
        {
            var relative = Relative(state, seat);
            writer.Fill(_layout.Hand + relative, Fraction(state.RingsInHand(seat), rules.RingsPerPlayer));
            writer.Fill(_layout.Eliminated + relative, Fraction(state.Eliminated(seat), rules.EliminationThreshold));
            writer.Fill(_layout.Territory + relative, Fraction(state.TerritoryOf(seat), rules.TerritoryMinimum));
            var alone = seat == rounds.Player ? Fraction(rounds.Count, rules.LastPlayerStandingRounds) : 0;
            writer.Fill(_layout.LastStanding + relative, alone);
        }

        if (!state.IsOver)
        {
            writer.Fill(_layout.Phase + (int)state.Phase, 1);
        }

        writer.Fill(_layout.Acted, state.Acted ? 1 : 0);
        writer.Fill(_layout.RecoveryMade, state.RecoveryMade ? 1 : 0);
        writer.Fill(_layout.LineOwed, state.LineEliminationOwed ? 1 : 0);
        writer.Fill(_layout.TerritoryOwed, state.TerritoryEliminationOwed ? 1 : 0);
        writer.Fill(_layout.SwapOpen, state.SwapOpen ? 1 : 0);
    }

    private static int Relative(GameState state, int seat)
    {
        var relative = seat - state.SeatToMove;
        return relative < 0 ? relative + state.Rules.Players : relative;
    }

    private static int Fraction(int part, int whole) => Math.Min(byte.MaxValue, ((part * byte.MaxValue) + (whole / 2)) / whole);
}

/// <summary>Writes bytes, or the floats they stand for, into planes: one code path for stored samples and network input.</summary>
internal readonly ref struct PlaneWriter<T>(Span<T> planes, T[] values, int area)
    where T : struct
{
    private readonly Span<T> _planes = planes;

    public void Put(int plane, int square, int value) => _planes[(plane * area) + square] = Value(plane, value);

    /// <summary>Sets a whole plane, which is still zero.</summary>
    public void Fill(int plane, int value)
    {
        if (value != 0)
        {
            _planes.Slice(plane * area, area).Fill(Value(plane, value));
        }
    }

    private T Value(int plane, int value) => values[(plane << 8) + Math.Min(value, byte.MaxValue)];
}
