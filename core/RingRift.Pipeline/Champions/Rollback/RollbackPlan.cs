namespace RingRift.Pipeline.Champions.Rollback;

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
