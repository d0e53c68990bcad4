namespace RingRift.GpuWorker.Jobs;

/// <summary>Consecutive games of a job.</summary>
/// <param name="First">First game.</param>
/// <param name="End">The game after the last.</param>
internal readonly record struct GameRange(int First, int End)
{
    public int Count => End - First;

    /// <summary>
    /// The games of <c>0 .. total - 1</c> that are not done, as ranges, cut so that there are at least <paramref name="parts"/> where that
    /// is possible.
    /// </summary>
    public static IReadOnlyList<GameRange> Missing(int total, IReadOnlySet<int> done, int parts)
    {
        var ranges = new List<GameRange>();
        for (var game = 0; game < total; game++)
        {
            if (done.Contains(game))
            {
                continue;
            }

            var first = game;
            while (game < total && !done.Contains(game))
            {
                game++;
            }

            ranges.Add(new GameRange(first, game));
        }

        while (ranges.Count > 0 && ranges.Count < parts && ranges.MaxBy(range => range.Count) is { Count: > 1 } longest)
        {
            var middle = longest.First + (longest.Count / 2);
            ranges.Remove(longest);
            ranges.AddRange([new GameRange(longest.First, middle), new GameRange(middle, longest.End)]);
        }

        return [.. ranges.OrderBy(range => range.First)];
    }
}
