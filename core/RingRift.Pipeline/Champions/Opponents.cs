using RingRift.Eventing.Artifacts;
using RingRift.Pipeline.Iterations;

namespace RingRift.Pipeline.Champions;

/// <summary>Names of opponents that are no baseline.</summary>
public static class Opponents
{
    /// <summary>The champion of the time the evaluation was planned.</summary>
    public const string Champion = EvaluationState.ChampionName;

    private const string PastPrefix = "past-";

    /// <summary>Name of a past champion: the same network always has the same name (K25).</summary>
    public static string PastOf(ArtifactRef model)
    {
        ArgumentNullException.ThrowIfNull(model);
        return PastPrefix + model.ShortId;
    }

    /// <summary>Whether an opponent is a past champion: the candidate is measured against it, but not judged by it.</summary>
    public static bool IsPast(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        return name.StartsWith(PastPrefix, StringComparison.Ordinal);
    }
}
