namespace RingRift.Local.Progress;

/// <summary>What became of a repetition.</summary>
/// <param name="Networks">Networks of the recorded run.</param>
/// <param name="Same">Networks made again, with the same bytes.</param>
/// <param name="Different">Iterations whose networks have other bytes.</param>
internal sealed record RepetitionResult(int Networks, int Same, IReadOnlyList<int> Different)
{
    /// <summary>For people.</summary>
    public override string ToString() => $"{Same} of {Networks} networks were made again with the same bytes"
        + (Different.Count == 0 ? string.Empty : $"; that of iteration {Different[0]} is another, which is the first of {Different.Count}");
}
