using System.Text.Json;

namespace RingRift.Emulators.EventGrid.Filtering;

/// <summary>
/// A condition on one value of a CloudEvent. Values of one filter are alternatives; all filters of a subscription must hold.
/// </summary>
/// <param name="Key">
/// An attribute (<c>id</c>, <c>source</c>, <c>type</c>, <c>subject</c>, an extension) or a path into the data (<c>data.x.y</c>).
/// </param>
public abstract record AdvancedFilter(string Key)
{
    /// <summary>How many of the subscription's 25 values this filter uses.</summary>
    internal abstract int ValueCount { get; }

    /// <summary>Whether the filter asks for none of its values, so that in an array every element must pass.</summary>
    internal virtual bool IsNegated => false;

    /// <summary>What an event without the key gets: false, but for NumberNotIn and StringNotIn.</summary>
    internal virtual bool MatchesMissing => false;

    /// <summary>Whether a present value, which is neither null nor an array, passes.</summary>
    internal abstract bool Matches(JsonElement value);
}
