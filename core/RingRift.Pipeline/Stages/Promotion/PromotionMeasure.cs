using RingRift.Learning.Ratings;

namespace RingRift.Pipeline.Stages.Promotion;

/// <summary>What the promotion gate looks at.</summary>
/// <param name="Opponent">Whom the candidate has to be better than.</param>
/// <param name="Pairs">Pairs played so far.</param>
/// <param name="Bound">Score with its interval at the confidence asked for; null without games (K11).</param>
/// <param name="Even">An even share: the lower end has to lie above it.</param>
public sealed record PromotionMeasure(string Opponent, int Pairs, ScoreInterval? Bound, double Even)
{
    /// <summary>Whether the candidate passes.</summary>
    public bool Passes => Bound is { } bound && bound.Low > Even;
}
