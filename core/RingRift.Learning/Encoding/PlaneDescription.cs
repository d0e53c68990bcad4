namespace RingRift.Learning.Encoding;

/// <summary>One input plane.</summary>
/// <param name="Name">Name; planes of a seat end in the seat's number relative to the seat to move (0 is to move, 1 moves next).</param>
/// <param name="Scale">What one unit of the stored byte is worth in the network's input.</param>
public sealed record PlaneDescription(string Name, float Scale);
