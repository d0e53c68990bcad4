namespace RingRift.Pipeline.Champions.Pool;

/// <summary>A past champion as an opponent.</summary>
/// <param name="Member">The network.</param>
/// <param name="Games">Games of candidates against it.</param>
/// <param name="WinRate">Their win rate, 0 to 1: newer games count more, an even score is mixed in, 0.5 is even for any number of players.</param>
/// <param name="Priority">Weight it is drawn with: 1 / (|win rate - target| + 0.1).</param>
public sealed record RatedOpponent(PoolMember Member, int Games, double WinRate, double Priority);
