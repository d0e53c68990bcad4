using RingRift.Learning.Matches;

namespace RingRift.Benchmarks.Matches;

/// <summary>How the games of a match chunk are played.</summary>
/// <param name="Name">Name in tables.</param>
/// <param name="ConcurrentGames">Games in lockstep.</param>
/// <param name="KeepsAnswers">Whether a network is not asked again what it has lately answered.</param>
/// <param name="StopsWhenDecided">Whether a search ends when its move is found.</param>
internal sealed record MatchMode(string Name, int ConcurrentGames, bool KeepsAnswers = false, bool StopsWhenDecided = false)
{
    /// <summary>The first is what the others are compared with, the last is what matches do.</summary>
    public static readonly MatchMode[] All =
    [
        new("one by one", 1),
        new("lockstep", 32),
        new("lockstep, answers kept", 32, KeepsAnswers: true),
        new("lockstep, answers kept, stops when decided", 32, KeepsAnswers: true, StopsWhenDecided: true),
    ];
}

/// <summary>One chunk, played in one mode.</summary>
/// <param name="Games">All games, in order.</param>
/// <param name="Seconds">How long it took, networks opened.</param>
/// <param name="Calls">Calls of the networks.</param>
/// <param name="Positions">Positions that they evaluated.</param>
internal sealed record PlayedChunk(IReadOnlyList<MatchGame> Games, double Seconds, long Calls, long Positions);

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
