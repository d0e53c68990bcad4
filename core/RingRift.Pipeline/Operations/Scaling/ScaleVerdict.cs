namespace RingRift.Pipeline.Operations.Scaling;

/// <summary>What was decided about a kind's workers.</summary>
public enum ScaleVerdict
{
    /// <summary>As many as there are.</summary>
    Keep,

    /// <summary>More.</summary>
    Out,

    /// <summary>Fewer.</summary>
    In,

    /// <summary>None, at once: the budget of the day is used up.</summary>
    Stop,

    /// <summary>Nothing: the workers or their queue could not be read.</summary>
    Unknown,
}
