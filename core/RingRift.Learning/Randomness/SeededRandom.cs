using System.Numerics;
using RingRift.Game;

namespace RingRift.Learning.Randomness;

/// <summary>
/// A small, fast, seeded source of randomness whose sequence never changes between runtimes: xoshiro256** seeded by SplitMix64
/// (Blackman and Vigna, "Scrambled linear pseudorandom number generators", 2021). Not safe for concurrent use.
/// </summary>
public sealed class SeededRandom
{
    private ulong _s0;
    private ulong _s1;
    private ulong _s2;
    private ulong _s3;

    /// <summary>Starts the sequence of a seed.</summary>
    public SeededRandom(ulong seed) => Reset(seed);

    /// <summary>The seed of part <paramref name="index"/> of a whole: neighbouring parts get unrelated sequences.</summary>
    /// <param name="seed">Seed of the whole, for example of a self-play job.</param>
    /// <param name="index">Number of the part, for example of a game.</param>
    public static ulong Derive(ulong seed, ulong index)
    {
        var state = seed ^ (index * 0xD1342543DE82EF95UL);
        SplitMix64.Next(ref state);
        return SplitMix64.Next(ref state);
    }

    /// <summary>Starts over with a seed.</summary>
    public void Reset(ulong seed)
    {
        _s0 = SplitMix64.Next(ref seed);
        _s1 = SplitMix64.Next(ref seed);
        _s2 = SplitMix64.Next(ref seed);
        _s3 = SplitMix64.Next(ref seed);
    }

    /// <summary>64 random bits.</summary>
    public ulong NextBits()
    {
        var result = BitOperations.RotateLeft(_s1 * 5, 7) * 9;
        var t = _s1 << 17;
        _s2 ^= _s0;
        _s3 ^= _s1;
        _s1 ^= _s2;
        _s0 ^= _s3;
        _s2 ^= t;
        _s3 = BitOperations.RotateLeft(_s3, 45);
        return result;
    }

    /// <summary>An integer in [0, <paramref name="bound"/>), by Lemire's multiplication (bias below 2^-32 of the bound).</summary>
    /// <exception cref="ArgumentOutOfRangeException">The bound is not positive.</exception>
    public int Next(int bound)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(bound);
        return (int)(((NextBits() >> 32) * (ulong)bound) >> 32);
    }

    /// <summary>A number in [0, 1) with 53 random bits.</summary>
    public double NextDouble() => (NextBits() >> 11) * (1.0 / (1UL << 53));

    /// <summary>A standard normal number (Box and Muller 1958).</summary>
    public double NextGaussian()
    {
        var radius = Math.Sqrt(-2 * Math.Log(1 - NextDouble()));
        return radius * Math.Cos(2 * Math.PI * NextDouble());
    }

    /// <summary>A gamma-distributed number of scale 1 (Marsaglia and Tsang 2000); shape below 1 by the boost of the same paper.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The shape is not positive.</exception>
    public double NextGamma(double shape)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(shape);
        if (shape < 1)
        {
            return NextGamma(shape + 1) * Math.Pow(1 - NextDouble(), 1 / shape);
        }

        var d = shape - (1.0 / 3);
        var c = 1 / Math.Sqrt(9 * d);
        while (true)
        {
            var x = NextGaussian();
            var v = 1 + (c * x);
            v = v * v * v;
            if (v > 0 && Math.Log(1 - NextDouble()) < (0.5 * x * x) + d - (d * v) + (d * Math.Log(v)))
            {
                return d * v;
            }
        }
    }
}
