using RingRift.Learning.Networks;

namespace RingRift.GpuWorker.Training;

/// <summary>Weights as plain arrays.</summary>
internal static class NetworkWeightsExtensions
{
    public static IReadOnlyDictionary<string, float[]> AsDictionary(this NetworkWeights weights) =>
        weights.Shapes.ToDictionary(shape => shape.Name, shape => weights[shape.Name], StringComparer.Ordinal);
}
