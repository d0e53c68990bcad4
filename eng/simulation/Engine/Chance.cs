using RingRift.Learning.Randomness;

namespace RingRift.Simulation.Engine;

/// <summary>Seeded chance.</summary>
/// <param name="seed">Seed of the run.</param>
public sealed class Chance(ulong seed)
{
    private readonly SeededRandom _random = new(seed);

    /// <summary>Whether something of a probability happens.</summary>
    public bool Happens(double probability) => Next() < probability;

    /// <summary>A number in [0, <paramref name="bound"/>).</summary>
    public double Below(double bound) => Next() * bound;

    /// <summary>Time until the next event of a rate (Poisson process); infinite for rate 0.</summary>
    public double Exponential(double rate) => rate <= 0 ? double.PositiveInfinity : -Math.Log(1 - Next()) / rate;

    /// <summary>A time around a mean, evenly by up to <paramref name="spread"/> of it in both directions.</summary>
    public double Around(double mean, double spread) => mean * (1 + (spread * ((2 * Next()) - 1)));

    private double Next() => (_random.NextBits() >> 11) * (1.0 / (1UL << 53));
}
