namespace RingRift.Fuzzing;

/// <summary>What was done to a well-formed event.</summary>
public enum Mutation
{
    /// <summary>Nothing: it must be accepted.</summary>
    None,

    /// <summary>Up to four bits are flipped.</summary>
    FlippedBits,

    /// <summary>The end is missing.</summary>
    Truncated,

    /// <summary>Some bytes are missing.</summary>
    Cut,

    /// <summary>Some bytes are there twice.</summary>
    Repeated,

    /// <summary>A byte order mark stands before it.</summary>
    ByteOrderMark,

    /// <summary>Bytes that are no UTF-8 stand in it.</summary>
    InvalidUtf8,

    /// <summary>A value is half of a surrogate pair.</summary>
    LoneSurrogate,

    /// <summary>A value is a number no type holds, or an odd way to write one.</summary>
    OddNumber,

    /// <summary>A value has another JSON type.</summary>
    WrongType,

    /// <summary>A value is null.</summary>
    Null,

    /// <summary>A value is a text with control characters.</summary>
    ControlCharacters,

    /// <summary>A value is larger than an event may be.</summary>
    Huge,

    /// <summary>A value is nested deeply.</summary>
    Nested,

    /// <summary>A member is missing.</summary>
    Missing,

    /// <summary>A member is there twice.</summary>
    Duplicated,

    /// <summary>The first letter of a member's name has another case.</summary>
    Renamed,

    /// <summary>A member nobody declared is there.</summary>
    Unknown,

    /// <summary>The bytes are random.</summary>
    Noise,
}
