using RingRift.Learning.Randomness;

namespace RingRift.Learning.Networks;

/// <summary>The weights of a network by name, in the order of <see cref="NetworkSpec.WeightShapes"/>.</summary>
public sealed class NetworkWeights
{
    private readonly Dictionary<string, float[]> _values = new(StringComparer.Ordinal);

    /// <summary>Takes weights that must fit the specification exactly.</summary>
    /// <param name="spec">The network the weights belong to.</param>
    /// <param name="values">Row-major values of every weight by name; the arrays are kept, not copied.</param>
    /// <exception cref="ArgumentException">A weight is missing, unknown, of the wrong length, or not finite.</exception>
    public NetworkWeights(NetworkSpec spec, IReadOnlyDictionary<string, float[]> values)
    {
        ArgumentNullException.ThrowIfNull(spec);
        ArgumentNullException.ThrowIfNull(values);
        Spec = spec;
        Shapes = spec.WeightShapes();
        foreach (var shape in Shapes)
        {
            _values.Add(shape.Name, Checked(shape, values));
        }

        if (values.Keys.FirstOrDefault(name => !_values.ContainsKey(name)) is { } unknown)
        {
            throw new ArgumentException($"Weight '{unknown}' belongs to no layer of the network.", nameof(values));
        }
    }

    /// <summary>The network the weights belong to.</summary>
    public NetworkSpec Spec { get; }

    /// <summary>Names and shapes in storage order.</summary>
    public IReadOnlyList<WeightShape> Shapes { get; }

    /// <summary>The values of one weight, row-major.</summary>
    /// <exception cref="KeyNotFoundException">The network has no such weight.</exception>
    public float[] this[string name] => _values.TryGetValue(name, out var value)
        ? value
        : throw new KeyNotFoundException($"The network has no weight '{name}'.");

    /// <summary>
    /// An untrained network: He-normal weights (He et al. 2015), zero biases, the last layer of every residual branch and of the heads
    /// scaled down so that the tower starts near the identity and the priors near uniform.
    /// </summary>
    public static NetworkWeights Random(NetworkSpec spec, ulong seed)
    {
        ArgumentNullException.ThrowIfNull(spec);
        var random = new SeededRandom(seed);
        var values = new Dictionary<string, float[]>(StringComparer.Ordinal);
        foreach (var shape in spec.WeightShapes())
        {
            var data = new float[shape.Length];
            if (shape.Name.EndsWith(".weight", StringComparison.Ordinal))
            {
                var scale = Math.Sqrt(2.0 / shape.FanIn) * InitialGain(shape.Name);
                for (var i = 0; i < data.Length; i++)
                {
                    data[i] = (float)(random.NextGaussian() * scale);
                }
            }

            values.Add(shape.Name, data);
        }

        return new NetworkWeights(spec, values);
    }

    private static double InitialGain(string name) => name switch
    {
        _ when name.Contains(".conv2.", StringComparison.Ordinal) => 0.3,
        _ when name.Contains(".pool.", StringComparison.Ordinal) => 0.3,
        "policy.out.weight" or "policy.scalar.weight" or "value.out.weight" => 0.1,
        _ => 1.0,
    };

    private static float[] Checked(WeightShape shape, IReadOnlyDictionary<string, float[]> values)
    {
        if (!values.TryGetValue(shape.Name, out var data))
        {
            throw new ArgumentException($"Weight '{shape.Name}' is missing.", nameof(values));
        }

        if (data.Length != shape.Length)
        {
            throw new ArgumentException(
                $"Weight '{shape.Name}' has {data.Length} values, its shape [{string.Join(", ", shape.Shape)}] needs {shape.Length}.",
                nameof(values));
        }

        return data.All(float.IsFinite)
            ? data
            : throw new ArgumentException($"Weight '{shape.Name}' holds a value that is not finite.", nameof(values));
    }
}
