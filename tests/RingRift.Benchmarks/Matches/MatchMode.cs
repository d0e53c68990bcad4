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
