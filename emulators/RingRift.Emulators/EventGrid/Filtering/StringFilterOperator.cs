namespace RingRift.Emulators.EventGrid.Filtering;

/// <summary>How a text is compared; upper and lower case are the same.</summary>
public enum StringFilterOperator
{
    /// <summary>Equal to one of the values.</summary>
    In,

    /// <summary>Equal to none of the values; true when the key is missing.</summary>
    NotIn,

    /// <summary>Begins with one of the values.</summary>
    BeginsWith,

    /// <summary>Begins with none of the values.</summary>
    NotBeginsWith,

    /// <summary>Ends with one of the values.</summary>
    EndsWith,

    /// <summary>Ends with none of the values.</summary>
    NotEndsWith,

    /// <summary>Contains one of the values.</summary>
    Contains,

    /// <summary>Contains none of the values.</summary>
    NotContains,
}
