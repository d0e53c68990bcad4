using System.Globalization;

namespace RingRift.Azure.DeadLetters;

/// <summary>What a collection did.</summary>
/// <param name="Collected">Letters added.</param>
/// <param name="Left">Blobs or messages that could not be stored and stay for the next time.</param>
public readonly record struct CollectionResult(int Collected, int Left)
{
    /// <inheritdoc/>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Collected} collected, {Left} left for the next time");

    /// <summary>Both together.</summary>
    public static CollectionResult operator +(CollectionResult left, CollectionResult right) =>
        new(left.Collected + right.Collected, left.Left + right.Left);
}
