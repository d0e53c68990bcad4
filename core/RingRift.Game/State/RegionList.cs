namespace RingRift.Game;

/// <summary>A reusable list of cell sets, each a padded plane of rows.</summary>
internal sealed class RegionList
{
    private uint[] _rows = new uint[64 * Board.RowStride];

    /// <summary>Number of sets.</summary>
    public int Count { get; private set; }

    /// <summary>The rows of one set.</summary>
    public ReadOnlySpan<uint> this[int index] => _rows.AsSpan(index * Board.RowStride, Board.RowStride);

    /// <summary>Empties the list.</summary>
    public void Clear() => Count = 0;

    /// <summary>Appends a set unless the list holds it already.</summary>
    public void AddOnce(ReadOnlySpan<uint> rows)
    {
        for (var index = 0; index < Count; index++)
        {
            if (this[index].SequenceEqual(rows))
            {
                return;
            }
        }

        if ((Count + 1) * Board.RowStride > _rows.Length)
        {
            Array.Resize(ref _rows, _rows.Length * 2);
        }

        rows.CopyTo(_rows.AsSpan(Count++ * Board.RowStride));
    }
}
