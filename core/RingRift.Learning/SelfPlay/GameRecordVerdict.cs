namespace RingRift.Learning.SelfPlay;

/// <summary>Whether a game record can be trusted.</summary>
/// <param name="Reason">What is wrong with it; null when nothing is.</param>
public sealed record GameRecordVerdict(string? Reason)
{
    /// <summary>Nothing is wrong.</summary>
    public static GameRecordVerdict Good { get; } = new((string?)null);

    /// <summary>Whether the record may be used.</summary>
    public bool IsValid => Reason is null;
}
