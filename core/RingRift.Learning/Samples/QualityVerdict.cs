namespace RingRift.Learning.Samples;

/// <summary>Whether samples may be trained on.</summary>
/// <param name="Reason">The first bound that is broken, with the value; null when none is.</param>
public sealed record QualityVerdict(string? Reason)
{
    /// <summary>No bound is broken.</summary>
    public bool Passed => Reason is null;
}
