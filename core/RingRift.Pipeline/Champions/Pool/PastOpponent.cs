using RingRift.Eventing.Events;

namespace RingRift.Pipeline.Champions.Pool;

/// <summary>A past champion that a candidate meets besides the opponents it is judged by.</summary>
/// <param name="Opponent">Its name and network.</param>
/// <param name="Rated">What it was chosen by.</param>
public sealed record PastOpponent(Opponent Opponent, RatedOpponent Rated);
