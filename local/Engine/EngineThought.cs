using RingRift.Game;
using RingRift.Learning.Players;
using RingRift.Learning.Randomness;
using RingRift.Learning.Search;

namespace RingRift.Local.Engine;

/// <summary>What a player answers to <c>go</c>.</summary>
/// <param name="Move">The move it would play, in notation.</param>
/// <param name="Visits">Simulations made; 0 where it does not search.</param>
/// <param name="Policy">Moves with their shares, the largest first; they sum to 1.</param>
/// <param name="Values">Expected share of each seat, seat 1 first; null where the player has no opinion.</param>
internal sealed record EngineThought(string Move, int Visits, IReadOnlyList<EngineThought.Share> Policy, IReadOnlyList<double>? Values)
{
    /// <summary>Thinks.</summary>
    /// <param name="game">A game that is not over.</param>
    /// <param name="visits">Simulations; default: the player's own budget.</param>
    /// <param name="temperature">0 for the best move; above it the move is drawn by share^(1 / temperature).</param>
    /// <param name="enough">Ends a search early.</param>
    public static EngineThought Of(EngineGame game, int? visits, double temperature, CancellationToken enough)
    {
        var (state, seed, moves) = (game.State, game.SeedHere(), new MoveList());
        state.LegalMoves(moves);
        game.Player.Begin(seed);
        if (moves.Count == 1 || game.Player is not IAnalyst analyst)
        {
            var only = MoveNotation.Format(state, game.Player.Choose(state));
            return new EngineThought(only, 0, [new Share(only, 0, 1, null)], null);
        }

        var found = analyst.Analyse(state, visits, enough);
        var shares = Shares(state, found);
        var move = temperature > 0 ? Draw(shares, temperature, new SeededRandom(seed + 1)) : MoveNotation.Format(state, found.Best);
        return new EngineThought(move, found.Visits, shares, [.. found.Values.Select(value => Math.Round(value, 4))]);
    }

    private static List<Share> Shares(GameState state, Analysis found)
    {
        double total = found.Moves.Sum(move => move.Visits);
        return
        [
            .. found.Moves.Where(move => total == 0 || move.Visits > 0)
                .OrderByDescending(move => total == 0 ? move.Prior : move.Visits)
                .Select(move => ToShare(state, move, total)),
        ];
    }

    private static Share ToShare(GameState state, RootMove move, double total) => new(
        MoveNotation.Format(state, move.Move),
        move.Visits,
        Math.Round(total == 0 ? move.Prior : move.Visits / total, 6),
        total == 0 ? null : Math.Round(move.Value, 4));

    private static string Draw(List<Share> shares, double temperature, SeededRandom random)
    {
        var most = shares[0].Part;
        var draw = random.NextDouble() * shares.Sum(share => Math.Pow(share.Part / most, 1 / temperature));
        foreach (var share in shares)
        {
            draw -= Math.Pow(share.Part / most, 1 / temperature);
            if (draw < 0)
            {
                return share.Move;
            }
        }

        return shares[0].Move;
    }

    /// <summary>One move of the policy.</summary>
    /// <param name="Move">The move in notation.</param>
    /// <param name="Visits">Simulations through it.</param>
    /// <param name="Part">Its part of all simulations, or of the network's policy where nothing is searched.</param>
    /// <param name="Value">Mean share of the seat to move through it; null where nothing is searched.</param>
    internal sealed record Share(string Move, int Visits, double Part, double? Value);
}
