using RingRift.Game;
using RingRift.Learning.Encoding;

namespace RingRift.Learning.Inference;

/// <summary>Policy logits read at the legal moves of a position.</summary>
public static class LegalPolicy
{
    /// <summary>The softmax over legal moves; moves that share an action index share its prior equally.</summary>
    /// <param name="actions">The numbering of the logits.</param>
    /// <param name="moves">Legal moves, at least one.</param>
    /// <param name="logits">One logit per action.</param>
    /// <param name="priors">Receives one prior per move; they sum to 1.</param>
    public static void Softmax(ActionSpace actions, ReadOnlySpan<Move> moves, ReadOnlySpan<float> logits, Span<float> priors)
    {
        ArgumentNullException.ThrowIfNull(actions);
        var largest = float.NegativeInfinity;
        for (var i = 0; i < moves.Length; i++)
        {
            priors[i] = logits[actions.IndexOf(moves[i])];
            largest = Math.Max(largest, priors[i]);
        }

        var sum = 0f;
        for (var i = 0; i < moves.Length; i++)
        {
            priors[i] = MathF.Exp(priors[i] - largest) / Sharers(actions, moves, i);
            sum += priors[i];
        }

        for (var i = 0; i < moves.Length; i++)
        {
            priors[i] /= sum;
        }
    }

    private static int Sharers(ActionSpace actions, ReadOnlySpan<Move> moves, int index)
    {
        if (!ActionSpace.MayShareIndex(moves[index].Kind))
        {
            return 1;
        }

        var action = actions.IndexOf(moves[index]);
        var sharers = 0;
        foreach (var move in moves)
        {
            sharers += actions.IndexOf(move) == action ? 1 : 0;
        }

        return sharers;
    }
}
