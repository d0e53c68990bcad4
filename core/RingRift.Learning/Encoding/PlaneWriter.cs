namespace RingRift.Learning.Encoding;

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
