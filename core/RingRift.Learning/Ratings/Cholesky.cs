namespace RingRift.Learning.Ratings;

/// <summary>The lower triangle L of a symmetric positive definite matrix <c>A = L Lᵀ</c>.</summary>
internal readonly struct Cholesky
{
    private readonly double[,] _lower;

    private Cholesky(double[,] lower) => _lower = lower;

    private int Size => _lower.GetLength(0);

    /// <param name="matrix">Symmetric and positive definite, [n, n].</param>
    public static Cholesky Of(double[,] matrix)
    {
        var size = matrix.GetLength(0);
        var lower = new double[size, size];
        for (var row = 0; row < size; row++)
        {
            for (var column = 0; column <= row; column++)
            {
                var rest = matrix[row, column];
                for (var k = 0; k < column; k++)
                {
                    rest -= lower[row, k] * lower[column, k];
                }

                lower[row, column] = row == column ? Math.Sqrt(rest) : rest / lower[column, column];
            }
        }

        return new Cholesky(lower);
    }

    /// <summary>x of <c>A x = b</c>.</summary>
    /// <param name="right">b, [n].</param>
    public double[] Solve(double[] right)
    {
        var solution = Forward(right);
        for (var row = Size - 1; row >= 0; row--)
        {
            for (var k = row + 1; k < Size; k++)
            {
                solution[row] -= _lower[k, row] * solution[k];
            }

            solution[row] /= _lower[row, row];
        }

        return solution;
    }

    /// <summary>The diagonal of the inverse, [n]: the squares of the columns of L⁻¹.</summary>
    public double[] InverseDiagonal()
    {
        var diagonal = new double[Size];
        for (var column = 0; column < Size; column++)
        {
            var unit = new double[Size];
            unit[column] = 1;
            diagonal[column] = Forward(unit).Sum(value => value * value);
        }

        return diagonal;
    }

    private double[] Forward(double[] right)
    {
        var solution = new double[Size];
        for (var row = 0; row < Size; row++)
        {
            var rest = right[row];
            for (var k = 0; k < row; k++)
            {
                rest -= _lower[row, k] * solution[k];
            }

            solution[row] = rest / _lower[row, row];
        }

        return solution;
    }
}
