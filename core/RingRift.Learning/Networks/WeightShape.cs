namespace RingRift.Learning.Networks;

/// <summary>Name and shape of one weight tensor.</summary>
/// <param name="Name">Name, for example <c>block1.conv2.weight</c>.</param>
/// <param name="Shape">Dimensions, outermost first.</param>
public sealed record WeightShape(string Name, IReadOnlyList<int> Shape)
{
    /// <summary>Number of values.</summary>
    public int Length => Shape.Aggregate(1, (product, size) => product * size);

    /// <summary>Inputs that feed one output value: all dimensions but the first.</summary>
    public int FanIn => Shape.Skip(1).Aggregate(1, (product, size) => product * size);
}
