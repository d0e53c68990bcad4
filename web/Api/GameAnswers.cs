namespace RingRift.Web.Api;

/// <summary>The stored games of an iteration: <c>GET /api/games/{config}/{iteration}</c>.</summary>
/// <param name="Games">By shard and number.</param>
public sealed record GamesAnswer(IReadOnlyList<GameAnswer> Games);

/// <summary>A stored game.</summary>
/// <param name="Shard">Index of its shard in the iteration, from 0.</param>
/// <param name="Game">Its number in the shard.</param>
/// <param name="Plies">Moves played, forced ones too.</param>
/// <param name="Winner">Winning seat; 0 for a game that was cut off.</param>
/// <param name="End">How it ended.</param>
/// <param name="Model">Model that played all seats.</param>
public sealed record GameAnswer(int Shard, int Game, int Plies, int Winner, string End, string Model);
