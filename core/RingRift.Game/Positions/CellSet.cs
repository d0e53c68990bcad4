using System.Numerics;

namespace RingRift.Game;

/// <summary>Enumerates the cells of a plane of rows in ascending order. Taken row by row: changes to later rows are seen.</summary>
internal ref struct CellSet(Board board, ReadOnlySpan<uint> rows)
{
    private readonly ReadOnlySpan<uint> _rows = rows;
    private readonly int[] _rowBase = board.RowBase;
    private int _row = -1;
    private uint _bits = 0;

    /// <summary>The cell reached.</summary>
    public readonly int Current => _rowBase[_row] + BitOperations.TrailingZeroCount(_bits);

    /// <summary>The enumerator itself.</summary>
    public readonly CellSet GetEnumerator() => this;

    /// <summary>Goes on to the next cell.</summary>
    public bool MoveNext()
    {
        _bits &= _bits - 1;
        while (_bits == 0)
        {
            if (++_row == _rowBase.Length)
            {
                return false;
            }

            _bits = _rows[_row + Board.RowPadding];
        }

        return true;
    }
}
