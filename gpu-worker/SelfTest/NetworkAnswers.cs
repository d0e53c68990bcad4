namespace RingRift.GpuWorker.SelfTest;

/// <summary>What a network says about positions.</summary>
/// <param name="Policy">Policy logits, [positions, actions].</param>
/// <param name="Values">Seat values, [positions, players].</param>
public sealed record NetworkAnswers(float[] Policy, float[] Values)
{
    /// <summary>Whether all of it is finite.</summary>
    public bool AreFinite => Policy.All(float.IsFinite) && Values.All(float.IsFinite);

    /// <summary>The largest difference to other answers about the same positions.</summary>
    public double DifferenceTo(NetworkAnswers other)
    {
        ArgumentNullException.ThrowIfNull(other);
        return Math.Max(Difference(Policy, other.Policy), Difference(Values, other.Values));
    }

    private static double Difference(float[] left, float[] right) => left.Zip(right, (a, b) => Math.Abs((double)a - b)).Max();
}
