using RingRift.Eventing.Events;
using RingRift.Eventing.Records;

namespace RingRift.Pipeline.Champions.Pool;

/// <summary>What the candidate of an iteration scored against one opponent.</summary>
/// <param name="Iteration">The iteration.</param>
/// <param name="Player">Model id of the candidate.</param>
/// <param name="Opponent">Model id of the opponent, or the name of a baseline.</param>
/// <param name="Games">Games played.</param>
/// <param name="Wins">Games the candidate won.</param>
/// <param name="Draws">Games without a winner.</param>
/// <param name="Score">Mean score over pairs, 0 to 1.</param>
/// <param name="Low">Lower end of its 95 % interval.</param>
/// <param name="High">Upper end of its 95 % interval.</param>
public sealed record PoolResult(
    int Iteration, string Player, string Opponent, int Games, int Wins, int Draws, double Score, double Low, double High) : StoredRecord
{
    /// <summary>The result of a score.</summary>
    /// <param name="iteration">Iteration of the candidate.</param>
    /// <param name="candidate">Model id of the candidate.</param>
    /// <param name="score">Its score against the opponent.</param>
    public static PoolResult Of(int iteration, string candidate, OpponentScore score)
    {
        ArgumentNullException.ThrowIfNull(score);
        var opponent = score.Opponent.Model?.Sha256 ?? score.Opponent.Name;
        return new PoolResult(iteration, candidate, opponent, score.Games, score.Wins, score.Draws, score.Score, score.Low, score.High);
    }
}
