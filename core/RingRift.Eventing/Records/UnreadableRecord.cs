namespace RingRift.Eventing.Records;

/// <summary>A stored record that this version of the program cannot read; also part of HTTP answers, as JSON.</summary>
/// <param name="Record">Its name: table, partition and row, or a file.</param>
/// <param name="Reason">What is wrong with it: member, value and rule.</param>
public sealed record UnreadableRecord(string Record, string Reason)
{
    /// <inheritdoc/>
    public override string ToString() => $"{Record} cannot be read: {Reason}";
}

/// <summary>A stored record cannot be read. Lists name it and go on; whoever needs this very record stops.</summary>
/// <param name="unreadable">The record.</param>
/// <param name="cause">What reading it threw.</param>
public sealed class UnreadableRecordException(UnreadableRecord unreadable, Exception? cause = null)
    : Exception((unreadable ?? throw new ArgumentNullException(nameof(unreadable))).ToString(), cause)
{
    /// <summary>The record.</summary>
    public UnreadableRecord Unreadable { get; } = unreadable;
}

/// <summary>Lists of records that cannot be read.</summary>
public static class UnreadableRecords
{
    /// <summary>The list; null when it is empty, so that an answer without any has no member for them.</summary>
    public static IReadOnlyList<UnreadableRecord>? OrNull(this IReadOnlyList<UnreadableRecord> records) =>
        records is { Count: 0 } ? null : records;
}
