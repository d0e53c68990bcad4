namespace RingRift.Pipeline.Champions.Pool;

/// <summary>The opponent pool of a config as people see it; also the HTTP answer, as JSON.</summary>
/// <param name="Config">Config name.</param>
/// <param name="Iteration">Iteration the figures are for: the one after the newest that was evaluated.</param>
/// <param name="Opponents">Past champions, oldest first; the champion too.</param>
public sealed record OpponentPoolStatus(string Config, int Iteration, IReadOnlyList<PoolOpponentStatus> Opponents);
