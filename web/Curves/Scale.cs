namespace RingRift.Web.Curves;

/// <summary>Maps values to places along an axis, with round numbers as marks.</summary>
public sealed class Scale
{
    private const int MostMarks = 6;

    private readonly double _from;
    private readonly double _to;
    private readonly double _start;
    private readonly double _end;

    /// <summary>An axis.</summary>
    /// <param name="least">Smallest value.</param>
    /// <param name="most">Largest value; may be the smallest too.</param>
    /// <param name="start">Place where the axis begins.</param>
    /// <param name="end">Place where it ends.</param>
    public Scale(double least, double most, double start, double end)
    {
        var step = StepOf(Math.Max(most - least, Math.Max(Math.Abs(most), 1) * 1e-3));
        (_from, _to) = (Math.Floor(least / step) * step, Math.Ceiling(most / step) * step);
        _to = _to > _from ? _to : _from + step;
        (_start, _end) = (start, end);
        Marks = [.. Enumerable.Range(0, (int)Math.Round((_to - _from) / step) + 1).Select(mark => _from + (mark * step))];
    }

    /// <summary>Round values from one end to the other, evenly apart.</summary>
    public IReadOnlyList<double> Marks { get; }

    /// <summary>Place of a value.</summary>
    public double PlaceOf(double value) => _start + ((value - _from) / (_to - _from) * (_end - _start));

    /// <summary>The smallest of 1, 2 and 5 times a power of ten that leaves few enough marks.</summary>
    private static double StepOf(double span)
    {
        var power = Math.Pow(10, Math.Floor(Math.Log10(span / MostMarks)));
        return new[] { 1.0, 2.0, 5.0, 10.0 }.Select(factor => factor * power).First(step => span / step <= MostMarks);
    }
}
