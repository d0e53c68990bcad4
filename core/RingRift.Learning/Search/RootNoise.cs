using RingRift.Learning.Randomness;

namespace RingRift.Learning.Search;

/// <summary>
/// Dirichlet noise on the root's priors (Silver et al. 2017), its concentration shaped as in KataGo ("shaped
/// Dirichlet noise"): half of it is shared equally among the legal moves, half goes to moves whose log prior, capped at 1 %, is above the
/// mean.
/// </summary>
internal sealed class RootNoise(SearchOptions options, SeededRandom random)
{
    private const float PriorCap = 0.01f;
    private double[] _shape = new double[256];

    public void Mix(Span<SearchEdge> edges)
    {
        if (_shape.Length < edges.Length)
        {
            _shape = new double[2 * edges.Length];
        }

        var shape = _shape.AsSpan(0, edges.Length);
        Shape(edges, shape);
        var sum = 0.0;
        for (var i = 0; i < shape.Length; i++)
        {
            shape[i] = random.NextGamma(options.NoiseConcentration * shape[i]);
            sum += shape[i];
        }

        for (var i = 0; sum > 0 && i < shape.Length; i++)
        {
            edges[i].Prior = ((1 - options.NoiseWeight) * edges[i].Prior) + (options.NoiseWeight * (float)(shape[i] / sum));
        }
    }

    private static void Shape(Span<SearchEdge> edges, Span<double> shape)
    {
        var mean = 0.0;
        for (var i = 0; i < shape.Length; i++)
        {
            shape[i] = Math.Log(Math.Min(edges[i].Prior, PriorCap) + 1e-20);
            mean += shape[i] / shape.Length;
        }

        var above = 0.0;
        for (var i = 0; i < shape.Length; i++)
        {
            shape[i] = Math.Max(0, shape[i] - mean);
            above += shape[i];
        }

        for (var i = 0; i < shape.Length; i++)
        {
            shape[i] = above > 0 ? (0.5 * shape[i] / above) + (0.5 / shape.Length) : 1.0 / shape.Length;
        }
    }
}
