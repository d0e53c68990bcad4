namespace RingRift.Fuzzing;

/// <summary>What became of a fuzzed event on one way in.</summary>
/// <param name="Accepted">Events that were accepted.</param>
/// <param name="Refused">Events, or texts that hold none, that were refused with a reason.</param>
public readonly record struct FuzzOutcome(int Accepted, int Refused)
{
    /// <summary>Both together.</summary>
    public static FuzzOutcome operator +(FuzzOutcome left, FuzzOutcome right) => new(left.Accepted + right.Accepted, left.Refused + right.Refused);
}
