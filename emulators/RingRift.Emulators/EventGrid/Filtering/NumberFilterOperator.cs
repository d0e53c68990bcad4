namespace RingRift.Emulators.EventGrid.Filtering;

/// <summary>How a number is compared.</summary>
public enum NumberFilterOperator
{
    /// <summary>Equal to one of the values.</summary>
    In,

    /// <summary>Equal to none of the values; true when the key is missing.</summary>
    NotIn,

    /// <summary>Less than the value.</summary>
    LessThan,

    /// <summary>Less than or equal to the value.</summary>
    LessThanOrEquals,

    /// <summary>Greater than the value.</summary>
    GreaterThan,

    /// <summary>Greater than or equal to the value.</summary>
    GreaterThanOrEquals,
}
