using RingRift.Game;
using RingRift.Learning.Evaluation;
using RingRift.Learning.Networks;
using RingRift.Learning.Randomness;

namespace RingRift.GpuWorker.SelfTest;

/// <summary>A small random network and random positions for it, the same in every process.</summary>
public sealed class SelfTestNetwork
{
    private const ulong Seed = 20_200_701;

    /// <summary>Makes network and positions.</summary>
    /// <param name="positions">Positions, at least 1.</param>
    public SelfTestNetwork(int positions)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(positions, 1);
        Spec = NetworkSpec.For(GameConfig.Parse("hex8_2p"), blocks: 2, channels: 8);
        Weights = NetworkWeights.Random(Spec, Seed);
        Model = OnnxNetworkWriter.Write(Spec, Weights);
        Positions = positions;
        Planes = RandomPlanes(positions * PlanesLength);
    }

    /// <summary>Its shape: two blocks, so that one of them pools.</summary>
    public NetworkSpec Spec { get; }

    /// <summary>Its weights.</summary>
    public NetworkWeights Weights { get; }

    /// <summary>The ONNX file.</summary>
    public byte[] Model { get; }

    /// <summary>Positions in <see cref="Planes"/>.</summary>
    public int Positions { get; }

    /// <summary>Inputs, [positions, planes, height, width]: half of them 0 or 1 like most planes of a game, half between.</summary>
    public float[] Planes { get; }

    private int PlanesLength => Spec.Planes * Spec.Area;

    /// <summary>Evaluates all positions.</summary>
    /// <param name="evaluator">The network, however it was opened.</param>
    /// <param name="batch">Positions of one call.</param>
    /// <exception cref="EvaluationException">The evaluator itself found a value that is not finite.</exception>
    public NetworkAnswers Evaluate(IEvaluator evaluator, int batch)
    {
        ArgumentNullException.ThrowIfNull(evaluator);
        var answers = new NetworkAnswers(new float[Positions * Spec.Actions], new float[Positions * Spec.Players]);
        for (var first = 0; first < Positions; first += batch)
        {
            var count = Math.Min(batch, Positions - first);
            evaluator.Evaluate(
                count,
                Planes.AsSpan(first * PlanesLength, count * PlanesLength),
                answers.Policy.AsSpan(first * Spec.Actions, count * Spec.Actions),
                answers.Values.AsSpan(first * Spec.Players, count * Spec.Players));
        }

        return answers;
    }

    private static float[] RandomPlanes(int length)
    {
        var random = new SeededRandom(Seed);
        return [.. Enumerable.Range(0, length).Select(_ => random.Next(2) == 0 ? random.Next(2) : (float)random.NextDouble())];
    }
}
