using RingRift.Pipeline.Iterations;

namespace RingRift.Pipeline.Learner;

/// <summary>
/// How much of the past a training sees: M · (1 + β((N/M)^α − 1)/α) of N rows, all of them up to M. It grows, but slower than the rows do, so that games of
/// weak networks leave it (D. J. Wu, Accelerating Self-Play Learning in Go, 2019, with its α = 0.75 and β = 0.4).
/// </summary>
public static class SampleWindowPolicy
{
    private const double Alpha = 0.75;
    private const double Beta = 0.4;

    /// <summary>Rows of the window.</summary>
    /// <param name="rows">All rows there ever were.</param>
    /// <param name="least">Rows up to which everything is seen.</param>
    public static long RowsOf(long rows, long least) =>
        rows <= least ? rows : (long)(least * (1 + (Beta * (Math.Pow((double)rows / least, Alpha) - 1) / Alpha)));

    /// <summary>The newest files that hold the rows of the window, at least one and at most as many as one command can name.</summary>
    /// <param name="files">Files there are, oldest first.</param>
    /// <param name="rows">All rows there ever were.</param>
    /// <param name="least">Rows up to which everything is seen.</param>
    public static IReadOnlyList<SampleFile> Of(IReadOnlyList<SampleFile> files, long rows, long least)
    {
        ArgumentNullException.ThrowIfNull(files);
        var (left, first) = (RowsOf(rows, least), files.Count);
        while (first > 0 && left > 0 && files.Count - first < PipelineOptions.MostSampleFiles)
        {
            left -= files[--first].Rows;
        }

        return [.. files.Skip(first)];
    }
}
