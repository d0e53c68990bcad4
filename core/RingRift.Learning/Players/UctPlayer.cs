using RingRift.Game;
using RingRift.Learning.Inference;
using RingRift.Learning.Search;

namespace RingRift.Learning.Players;

/// <summary>
/// Tree search with uniformly random rollouts in place of a network, a baseline that never changes: Kocsis and Szepesvári's UCT (2006) in
/// its PUCT form with equal priors, which unlike UCB1 need not try every move once before it looks deeper.
/// </summary>
/// <param name="rollouts">Simulations, and so random games, per decision; at least 2.</param>
public sealed class UctPlayer(int rollouts) : IAnalyst
{
    private static readonly SearchOptions Options = new() { Exploration = 2f, FpuReduction = 0.1f };

    private readonly SearchPlayer _player = new($"uct-{rollouts}", new RolloutEvaluator(), rollouts, Options);

    /// <inheritdoc/>
    public string Name => _player.Name;

    /// <inheritdoc/>
    public void Begin(ulong seed) => _player.Begin(seed);

    /// <inheritdoc/>
    public Move Choose(GameState state) => _player.Choose(state);

    /// <inheritdoc/>
    public Analysis Analyse(GameState state, int? visits, CancellationToken enough) => _player.Analyse(state, visits, enough);

    /// <inheritdoc/>
    public IPlayer ForAnotherGame() => new UctPlayer(rollouts);
}
