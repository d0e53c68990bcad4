namespace RingRift.Emulators.EventGrid.Filtering;

/// <summary>Numbers from one value to another, both included.</summary>
/// <param name="From">The least.</param>
/// <param name="To">The greatest.</param>
public readonly record struct NumberRange(double From, double To)
{
    /// <summary>Whether the number lies within.</summary>
    public bool Contains(double number) => number >= From && number <= To;
}
