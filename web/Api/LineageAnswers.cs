namespace RingRift.Web.Api;

/// <summary>What came of what: <c>GET /api/runs/{config}/lineage</c>.</summary>
/// <param name="Games">The games of each iteration, oldest first.</param>
/// <param name="Networks">The networks, oldest first.</param>
public sealed record LineageAnswer(IReadOnlyList<LineageGamesAnswer> Games, IReadOnlyList<LineageNetworkAnswer> Networks);

/// <summary>The games of an iteration.</summary>
/// <param name="Iteration">The iteration.</param>
/// <param name="Games">Games kept.</param>
/// <param name="Rows">Rows made of them.</param>
/// <param name="PlayedBy">Iteration of the network that played them; null for rollouts.</param>
public sealed record LineageGamesAnswer(int Iteration, int Games, int Rows, int? PlayedBy = null);

/// <summary>A network that was trained.</summary>
/// <param name="Iteration">Iteration whose rows made its training due.</param>
/// <param name="Model">SHA-256 of the ONNX file.</param>
/// <param name="Rows">Rows in its window.</param>
/// <param name="Window">Iterations whose rows are in the window, ascending.</param>
/// <param name="Generations">Generations in which it was champion, ascending.</param>
/// <param name="Parent">Iteration of the network it went on from; null for none.</param>
/// <param name="Outcome">What became of it; null while it is measured.</param>
public sealed record LineageNetworkAnswer(
    int Iteration, string Model, int Rows, IReadOnlyList<RangeAnswer> Window, IReadOnlyList<int> Generations, int? Parent = null,
    string? Outcome = null);

/// <summary>Iterations without a gap.</summary>
/// <param name="From">The first.</param>
/// <param name="To">The last.</param>
public sealed record RangeAnswer(int From, int To);
