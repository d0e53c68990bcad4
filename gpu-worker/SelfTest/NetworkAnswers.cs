using RingRift.GpuWorker.Training;

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
        return Math.Max(LargestDifference.Of(Policy, other.Policy), LargestDifference.Of(Values, other.Values));
    }
}
