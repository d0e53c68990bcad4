namespace RingRift.Azure.Scaling;

/// <summary>The scale sets of one kind of work.</summary>
public sealed class ScaleSetNames
{
    /// <summary>Resource ids, filled in this order: a set holds 1,000 machines. Empty: not scaled.</summary>
    public IList<string> ScaleSets { get; } = [];
}
