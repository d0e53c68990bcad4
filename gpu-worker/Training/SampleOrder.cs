using RingRift.Learning.Randomness;

namespace RingRift.GpuWorker.Training;

/// <summary>
/// Which rows, under which symmetry, make up a step: a function of the seed and the step alone, so that a resumed run sees what an unbroken
/// one would. Every epoch is a new permutation; steps go on across its end.
/// </summary>
internal sealed class SampleOrder(int rows, int batch, ulong seed)
{
    private readonly int[] _permutation = new int[rows];
    private long _epoch = -1;

    /// <summary>Row numbers of a step, from 0.</summary>
    public void Rows(int step, Span<int> numbers)
    {
        var at = (long)step * batch;
        for (var i = 0; i < numbers.Length; i++, at++)
        {
            Shuffle(at / rows);
            numbers[i] = _permutation[at % rows];
        }
    }

    /// <summary>Source of the symmetries of a step.</summary>
    public SeededRandom Symmetries(int step) => new(SeededRandom.Derive(seed ^ 0x5357_4D4D_4554_5259UL, (ulong)step));

    private void Shuffle(long epoch)
    {
        if (epoch == _epoch)
        {
            return;
        }

        _epoch = epoch;
        var random = new SeededRandom(SeededRandom.Derive(seed, (ulong)epoch));
        for (var i = 0; i < rows; i++)
        {
            var other = random.Next(i + 1);
            (_permutation[i], _permutation[other]) = (_permutation[other], i);
        }
    }
}
