using RingRift.Learning.Networks;
using RingRift.Learning.Randomness;

namespace RingRift.GpuWorker.SelfTest;

/// <summary>
/// A random network of the shape that is used, some random positions, and what plain arithmetic makes of them; the same in every process. A
/// batch repeats the positions, so that the whole of it can be judged by the few that are worked out slowly.
/// </summary>
public sealed class SelfTestNetwork
{
    private const ulong Seed = 20_200_701;

    // Multiplications, about one to two seconds each: of plain arithmetic, and of the native libraries on one core.
    private const double PlainWork = 1e9;
    private const double NativeWork = 64e9;

    // Forward, gradient of the input, gradient of the weights.
    private const int Passes = 3;
    private readonly SeededRandom _random = new(Seed);
    private readonly float[] _planes;
    private readonly double _work;

    /// <summary>Makes network, positions, and what is expected of them.</summary>
    /// <param name="wanted">
    /// The shape that is used. A tower that is too large to be worked out in seconds is tested with its first two blocks: all others have
    /// the same layers.
    /// </param>
    /// <param name="positions">Different positions, at least 2; fewer where the network is large.</param>
    /// <param name="trainingRows">Rows of one optimiser step; fewer where they would take longer than seconds.</param>
    public SelfTestNetwork(NetworkSpec wanted, int positions, int trainingRows)
    {
        ArgumentNullException.ThrowIfNull(wanted);
        ArgumentOutOfRangeException.ThrowIfLessThan(positions, 2);
        Spec = Passes * 2 * Work(wanted) <= PlainWork ? wanted : wanted with { Blocks = Math.Min(wanted.Blocks, 2) };
        _work = Work(Spec);
        Positions = (int)Math.Clamp(PlainWork / (Passes * _work), 2, positions);
        TrainingRows = Rows(trainingRows, Passes);
        Weights = RandomWeights();
        Model = OnnxNetworkWriter.Write(Spec, Weights);
        (PolicyTargets, ValueTargets) = (RandomShares(Spec.Actions), RandomShares(Spec.Players));
        _planes = new float[Positions * PlanesLength];
        Expected = WorkOut();
    }

    /// <summary>Its shape.</summary>
    public NetworkSpec Spec { get; }

    /// <summary>Its weights.</summary>
    public NetworkWeights Weights { get; }

    /// <summary>The ONNX file.</summary>
    public byte[] Model { get; }

    /// <summary>Different positions.</summary>
    public int Positions { get; }

    /// <summary>Rows of one optimiser step.</summary>
    public int TrainingRows { get; }

    /// <summary>What the policy shall become, [positions, actions]; each row sums to one.</summary>
    public float[] PolicyTargets { get; }

    /// <summary>What the seat values shall become, [positions, players]; each row sums to one.</summary>
    public float[] ValueTargets { get; }

    /// <summary>What plain arithmetic says.</summary>
    public SelfTestAnswers Expected { get; }

    private int PlanesLength => Spec.Planes * Spec.Area;

    /// <summary>Rows of an inference call: as many as wanted, fewer where they would take longer than seconds.</summary>
    /// <param name="wanted">Rows that are used.</param>
    public int InferenceRows(int wanted) => Rows(wanted, passes: 1);

    /// <summary>Inputs of a batch, [rows, planes, height, width].</summary>
    /// <param name="rows">Rows; the positions one after another, again and again.</param>
    public float[] Planes(int rows) => Repeated(_planes, rows);

    /// <summary>A batch of what belongs to the positions, which are repeated one after another.</summary>
    /// <param name="values">Values of all positions.</param>
    /// <param name="rows">Rows of the batch.</param>
    public T[] Repeated<T>(T[] values, int rows)
    {
        ArgumentNullException.ThrowIfNull(values);
        var (width, batch) = (values.Length / Positions, new T[(long)values.Length / Positions * rows]);
        for (var row = 0; row < rows; row++)
        {
            Array.Copy(values, (long)(row % Positions) * width, batch, (long)row * width, width);
        }

        return batch;
    }

    private static double Work(NetworkSpec spec) =>
        spec.WeightShapes().Sum(shape => shape.Shape.Count == 4 ? (double)shape.Length * spec.Area : shape.Length);

    private int Rows(int wanted, int passes) => (int)Math.Clamp(NativeWork / (passes * _work), 2, Math.Max(2, wanted));

    private NetworkWeights RandomWeights()
    {
        // Biases begin at zero, where a runtime that forgets them would not be noticed.
        var weights = NetworkWeights.Random(Spec, Seed);
        foreach (var values in weights.Shapes.Where(shape => shape.Shape.Count == 1).Select(shape => weights[shape.Name]))
        {
            for (var i = 0; i < values.Length; i++)
            {
                values[i] = (float)(0.1 * _random.NextGaussian());
            }
        }

        return weights;
    }

    private float[] RandomShares(int width)
    {
        var shares = new float[Positions * width];
        for (var first = 0; first < shares.Length; first += width)
        {
            var row = Enumerable.Range(0, width).Select(_ => _random.NextDouble()).ToArray();
            var sum = row.Sum();
            for (var i = 0; i < width; i++)
            {
                shares[first + i] = (float)(row[i] / sum);
            }
        }

        return shares;
    }

    private SelfTestAnswers WorkOut()
    {
        var plain = new PlainNetwork(Weights);
        var (policies, values, cells) = (new List<double>(), new List<double>(), 2.0 * (Spec.Blocks + 2) * Spec.Channels * Spec.Area);
        for (var (row, drawn) = (0, 0); row < Positions; drawn++)
        {
            var planes = _planes.AsSpan(row * PlanesLength, PlanesLength);
            RandomPlanes(planes);
            var tape = new PlainTape(Spec.Height, Spec.Width);
            var (policy, value) = plain.Forward(planes, tape);

            // Where a value is next to zero before a ReLU, rounding alone decides about its gradient.
            if (tape.Margin * cells < 0.1 && drawn < 16 * Positions)
            {
                continue;
            }

            Descend(policy, PolicyTargets.AsSpan(row * Spec.Actions, Spec.Actions), row);
            Descend(value, ValueTargets.AsSpan(row * Spec.Players, Spec.Players), row);
            tape.Backward();
            policies.AddRange(policy.Value);
            values.AddRange(value.Value);
            row++;
        }

        double[] seats = [.. values.Chunk(Spec.Players).SelectMany(PlainNetwork.Softmax)];
        return new SelfTestAnswers([.. policies], [.. values], seats, plain.Gradients);
    }

    /// <summary>The gradient of the mean cross-entropy of a batch, for all rows that show this position.</summary>
    private void Descend(PlainValues logits, ReadOnlySpan<float> targets, int position)
    {
        var share = Enumerable.Range(0, TrainingRows).Count(row => row % Positions == position) / (double)TrainingRows;
        var (probabilities, sum) = (PlainNetwork.Softmax(logits.Value), 0.0);
        foreach (var target in targets)
        {
            sum += target;
        }

        for (var i = 0; i < targets.Length; i++)
        {
            logits.Gradient[i] = share * ((sum * probabilities[i]) - targets[i]);
        }
    }

    /// <summary>Half of the inputs 0 or 1 like most planes of a game, half between.</summary>
    private void RandomPlanes(Span<float> planes)
    {
        foreach (ref var value in planes)
        {
            value = _random.Next(2) == 0 ? _random.Next(2) : (float)_random.NextDouble();
        }
    }
}

/// <summary>What plain arithmetic says about the positions of a <see cref="SelfTestNetwork"/>.</summary>
/// <param name="Policy">Policy logits, [positions, actions].</param>
/// <param name="Value">Value logits, [positions, players].</param>
/// <param name="Seats">Seat values, [positions, players].</param>
/// <param name="Gradients">Gradients of the mean cross-entropies of one training batch, by weight.</param>
public sealed record SelfTestAnswers(double[] Policy, double[] Value, double[] Seats, IReadOnlyDictionary<string, double[]> Gradients);
