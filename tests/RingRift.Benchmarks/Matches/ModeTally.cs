using RingRift.Learning.Matches;

namespace RingRift.Benchmarks.Matches;

/// <summary>Sums of the chunks of one mode.</summary>
internal sealed class ModeTally
{
    private readonly List<MatchGame> _games = [];
    private double _seconds;
    private long _calls;
    private long _positions;

    private double Rate => _games.Count / _seconds;

    public void Add(PlayedChunk chunk)
    {
        _games.AddRange(chunk.Games);
        _seconds += chunk.Seconds;
        _calls += chunk.Calls;
        _positions += chunk.Positions;
    }

    /// <summary>The cells of a table row, compared with the first mode.</summary>
    public string Against(ModeTally first)
    {
        var differ = _games.Zip(first._games).Count(games => games.First != games.Second);
        return $"{Rate:F2} | {(Rate / first.Rate) - 1:+0 %;-0 %;0 %} | {(double)_calls / _games.Count:F0} | {(double)_positions / _calls:F1} | "
            + $"{(double)_positions / _games.Count:F0} | {differ} of {_games.Count}";
    }
}
