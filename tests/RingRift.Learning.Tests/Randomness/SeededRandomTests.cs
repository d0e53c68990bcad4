using RingRift.Learning.Randomness;

namespace RingRift.Learning.Tests.Randomness;

public sealed class SeededRandomTests
{
    [Fact]
    public void Should_repeat_the_sequence_of_a_seed()
    {
        var (one, two) = (new SeededRandom(9), new SeededRandom(1));
        two.NextBits();
        two.Reset(9);

        Assert.Equal(Draw(one), Draw(two));
        Assert.NotEqual(Draw(new SeededRandom(9)), Draw(new SeededRandom(10)));
    }

    [Fact]
    public void Should_follow_the_published_algorithm()
    {
        // SplitMix64 from 1234567 (Vigna's splitmix64.c) gives 6457827717110365317 and 3203168211198807973 first; xoshiro256** then takes
        // the second as s[1].
        const ulong Second = 3203168211198807973;
        Assert.Equal(System.Numerics.BitOperations.RotateLeft(Second * 5, 7) * 9, new SeededRandom(1234567).NextBits());
    }

    [Fact]
    public void Should_derive_unrelated_seeds_for_neighbouring_parts()
    {
        var seeds = Enumerable.Range(0, 1000).Select(i => SeededRandom.Derive(5, (ulong)i)).ToArray();

        Assert.Equal(1000, seeds.Distinct().Count());
        Assert.NotEqual(SeededRandom.Derive(5, 1), SeededRandom.Derive(6, 1));
    }

    [Fact]
    public void Should_have_the_moments_of_its_distributions()
    {
        var random = new SeededRandom(3);
        const int Draws = 100_000;
        double[] Sample(Func<double> draw) => [.. Enumerable.Range(0, Draws).Select(_ => draw())];

        AssertMoments(Sample(random.NextDouble), 0.5, 1.0 / 12);
        AssertMoments(Sample(random.NextGaussian), 0, 1);
        AssertMoments(Sample(() => random.Next(5)), 2, 2);
        AssertMoments(Sample(() => random.NextGamma(0.2)), 0.2, 0.2);
        AssertMoments(Sample(() => random.NextGamma(3)), 3, 3);
    }

    [Fact]
    public void When_the_bound_or_shape_is_not_positive_should_refuse()
    {
        var random = new SeededRandom(3);

        Assert.Throws<ArgumentOutOfRangeException>(() => random.Next(0));
        Assert.Throws<ArgumentOutOfRangeException>(() => random.NextGamma(0));
    }

    private static ulong[] Draw(SeededRandom random) => [.. Enumerable.Range(0, 20).Select(_ => random.NextBits())];

    private static void AssertMoments(double[] values, double mean, double variance)
    {
        var average = values.Average();
        Assert.Equal(mean, average, 0.05);
        Assert.Equal(variance, values.Average(value => (value - average) * (value - average)), 0.05 * (1 + variance));
    }
}
