namespace RingRift.Game;

/// <summary>
/// The SplitMix64 sequence (Steele, Lea and Flood 2014): stored moves and seeds carry its numbers, so it is the same in every process and
/// version.
/// </summary>
public static class SplitMix64
{
    /// <summary>The change of state for one step.</summary>
    public const ulong Step = 0x9E3779B97F4A7C15;

    /// <summary>The next 64 bits of a sequence.</summary>
    /// <param name="state">Its state; moved on by <see cref="Step"/>.</param>
    public static ulong Next(ref ulong state)
    {
        var z = state = unchecked(state + Step);
        z = unchecked((z ^ (z >> 30)) * 0xBF58476D1CE4E5B9);
        z = unchecked((z ^ (z >> 27)) * 0x94D049BB133111EB);
        return z ^ (z >> 31);
    }
}
