using System.Globalization;
using RingRift.Eventing.Artifacts;

namespace RingRift.Pipeline.Champions.Rollback;

/// <summary>Which champion a rollback returns to, and what is told about it (ADR 0014).</summary>
public static class RollbackPolicy
{
    /// <summary>
    /// A rollback that nobody asked for: of the promotion of <paramref name="regressed"/>, once, to the champion it was proven weaker than,
    /// or the next before it on its line.
    /// </summary>
    /// <param name="line">Champions so far.</param>
    /// <param name="regressed">The network that became weaker.</param>
    /// <param name="baseline">The champion it is weaker than.</param>
    /// <param name="cause">Id of the event that asks.</param>
    public static RollbackPlan OfRegression(ChampionLine line, ArtifactRef regressed, ArtifactRef baseline, string cause)
    {
        ArgumentNullException.ThrowIfNull(line);
        ArgumentNullException.ThrowIfNull(regressed);
        if (line.Current is not { } current || (current.Model != regressed && current.Rollback?.Cause != cause))
        {
            return Refuse($"the champion is {line.Current?.Model.ShortId ?? "none"} by now, not {regressed.ShortId}");
        }

        if (current.Rollback?.Cause == cause)
        {
            return new RollbackPlan.Done();
        }

        if (line.WasUndone(current))
        {
            return Refuse(
                $"the promotion of {regressed.ShortId} was rolled back before and restored by a person; people decide about it now");
        }

        var earlier = line.LineOf(current).Skip(1).OrderByDescending(champion => champion.Model == baseline).ToList();
        return earlier.Count > 0
            ? new RollbackPlan.Return(earlier)
            : Refuse($"{regressed.ShortId} is the first champion; there is none to return to");
    }

    /// <summary>A rollback that a person asked for: to any generation there was.</summary>
    /// <param name="line">Champions so far.</param>
    /// <param name="generation">Generation to return to.</param>
    public static RollbackPlan OfOrder(ChampionLine line, int generation)
    {
        ArgumentNullException.ThrowIfNull(line);
        return (line.Current, line.Find(generation)) switch
        {
            (null, _) => Refuse($"generation {generation}: there is no champion yet"),
            ({ } current, null) => Refuse($"generation {generation}: there are generations 1 to {current.Generation}"),
            ({ } current, { } wanted) when line.PromotionOf(current) == line.PromotionOf(wanted) => new RollbackPlan.Done(),
            (_, { } wanted) => new RollbackPlan.Return([line.PromotionOf(wanted)]),
        };
    }

    private static RollbackPlan.Refuse Refuse(FormattableString reason) => new(reason.ToString(CultureInfo.InvariantCulture));
}

/// <summary>What a rollback would do.</summary>
public abstract record RollbackPlan
{
    private RollbackPlan()
    {
    }

    /// <summary>Make one of these champion again, the first that can be read.</summary>
    /// <param name="Targets">Promotions to return to, the best choice first; at least one.</param>
    public sealed record Return(IReadOnlyList<Champion> Targets) : RollbackPlan;

    /// <summary>It was done before.</summary>
    public sealed record Done : RollbackPlan;

    /// <summary>It does not apply.</summary>
    /// <param name="Reason">Why, with the values.</param>
    public sealed record Refuse(string Reason) : RollbackPlan;
}

/// <summary>A rollback that a person asked for and that cannot be made.</summary>
/// <param name="reason">Why, with value and rule.</param>
public sealed class RollbackRefusedException(string reason) : Exception(reason);
