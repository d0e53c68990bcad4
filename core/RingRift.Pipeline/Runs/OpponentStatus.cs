using RingRift.Eventing.Events;
using RingRift.Game;
using RingRift.Learning.Ratings;

namespace RingRift.Pipeline.Runs;

/// <summary>A result against one opponent, with its 95 % interval as score and as rating difference.</summary>
/// <param name="Opponent">Name of the opponent.</param>
/// <param name="Games">Games played.</param>
/// <param name="Wins">Games won.</param>
/// <param name="Draws">Games without a winner.</param>
/// <param name="Score">Mean score over pairs, 0 to 1.</param>
/// <param name="Low">Lower end of its interval.</param>
/// <param name="High">Upper end of its interval.</param>
/// <param name="Model">Model of the opponent, when it is a network.</param>
/// <param name="Elo">Rating difference; null where a score of 0 or 1 makes it infinite.</param>
/// <param name="EloLow">Lower end of its interval; null where infinite.</param>
/// <param name="EloHigh">Upper end of its interval; null where infinite.</param>
public sealed record OpponentStatus(
    string Opponent, int Games, int Wins, int Draws, double Score, double Low, double High,
    string? Model = null, double? Elo = null, double? EloLow = null, double? EloHigh = null)
{
    /// <summary>The status of a score.</summary>
    public static OpponentStatus Of(string config, OpponentScore score)
    {
        ArgumentNullException.ThrowIfNull(score);
        var elo = Learning.Ratings.Elo.OfInterval(new ScoreInterval(score.Score, score.Low, score.High), GameConfig.Parse(config).Players);
        return new OpponentStatus(
            score.Opponent.Name, score.Games, score.Wins, score.Draws, score.Score, score.Low, score.High,
            score.Opponent.Model?.Sha256, Finite(elo.Elo), Finite(elo.Low), Finite(elo.High));
    }

    private static double? Finite(double value) => double.IsFinite(value) ? value : null;
}
