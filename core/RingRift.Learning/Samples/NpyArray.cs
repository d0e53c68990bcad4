namespace RingRift.Learning.Samples;

/// <summary>An array of an .npz archive.</summary>
/// <typeparam name="T">Element type.</typeparam>
/// <param name="Shape">Dimensions, outermost first; empty for a scalar.</param>
/// <param name="Data">Elements in C order.</param>
public sealed record NpyArray<T>(IReadOnlyList<long> Shape, T[] Data)
    where T : unmanaged;
